import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/errors.js';
import type { Client } from '../../support/http-client.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { serveWith } from '../../support/api/serve.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();

describe('every answer', () => {
  it('has a request id, that of the caller if it is valid', async () => {
    const ours = (await people.nobody.get('/health/live')).headers.get('x-request-id');
    expect(ours).toMatch(/^[\w-]{20,}$/u);
    const theirs = await people.nobody.with({ 'x-request-id': 'trace-1:a.b' }).get('/health/live');
    expect(theirs.headers.get('x-request-id')).toBe('trace-1:a.b');
    for (const id of ['a b', 'x'.repeat(129), '<script>', '{"a":1}']) {
      const answer = await people.nobody.with({ 'x-request-id': id }).get('/nowhere');
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{20,}$/u);
      expect(answer.body.instance).toBe(answer.headers.get('x-request-id'));
    }
  });

  it('carries the security headers', async () => {
    const { headers } = (await people.nobody.api.GET(TICKETS)).response;
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    await serveWith(people.holdfast, { publicUrl: 'https://help.example.org' }, async (client) => {
      const { headers: secure } = await client.get('/health/live');
      expect(secure.get('strict-transport-security')).toMatch(/^max-age=\d+/u);
    });
  });
});

describe('addresses and methods', () => {
  it.each([
    '/nowhere',
    '/api/v1',
    '/api/v1/nobody',
    '/docs/assets/../../package.json',
    '/docs/assets/nope',
    '/redoc/assets/nope',
    '/%zz',
  ])('knows nothing at %s', async (path) => expectProblem(await people.nobody.get(path), 404, 'not_found'));

  it('names the methods of an address', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const answer = await people.alice.send(method, TICKETS);
      expectProblem(answer, 405, 'method_not_allowed');
      expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    }
    for (const method of ['DELETE', 'PATCH']) {
      const answer = await people.admin.send(method, '/api/v1/users/me');
      expectProblem(answer, 405, 'method_not_allowed');
      expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT');
    }
    const options = await people.nobody.send('OPTIONS', `${TICKETS}/x/assign`);
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('OPTIONS, PATCH, PUT');
    expectProblem(await people.nobody.send('OPTIONS', '/nowhere'), 404, 'not_found');
    expectProblem(await people.nobody.post('/docs', {}), 405, 'method_not_allowed');
  });

  it('answers HEAD like GET, without a body', async () => {
    const response = await fetch(`${people.holdfast.url}/health/live`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-length')).toBe('15');
  });
});

describe('faults of ours', () => {
  const tickets = (error: unknown) => ({
    ...people.holdfast.deps.tickets,
    list: () => Promise.reject(error instanceof Error ? error : new Error(String(error))),
  });
  const signedIn = async (client: Client) => client.signIn('alice@holdfast.local', 'holdfast-demo');

  it('are logged with the stack and returned without it', async () => {
    const { logger, lines } = listeningLogger();
    const fault = new Error('secret detail');
    await serveWith(people.holdfast, { logger, tickets: tickets(fault) }, async (client) => {
      const answer = await (await signedIn(client)).api.GET(TICKETS);
      expectProblem(answer, 500, 'internal_error');
      expect(JSON.stringify(answer.error)).not.toContain('secret detail');
      const line = lines.find(({ level }) => level === 'error');
      expect(line).toMatchObject({ err: fault, request_id: answer.error!.instance, route: TICKETS });
    });
  });

  it.each([
    [undefined, '5'],
    [30, '30'],
    [0.2, '1'],
  ])('say when to come again while the database is away (%p)', async (retryAfterSeconds, header) => {
    const options = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    const fault = new DomainError('unavailable', 'The database cannot be reached.', options);
    await serveWith(people.holdfast, { tickets: tickets(fault) }, async (client) => {
      const answer = await (await signedIn(client)).api.GET(TICKETS);
      expectProblem(answer, 503, 'unavailable');
      expect(answer.response.headers.get('retry-after')).toBe(header);
    });
  });
});

describe('the request log', () => {
  it('has one line a request, with ids and patterns only', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger }, async (client) => {
      const alice = await client.signIn('alice@holdfast.local', 'holdfast-demo');
      await alice.with({ 'x-request-id': 'r-1' }).get(`${TICKETS}/secret-number?x=1`);
      await client.get('/nowhere');
      const requests = lines.filter(({ message }) => message === 'request');
      expect(requests.map(({ method, route, status }) => [method, route, status])).toEqual([
        ['POST', '/api/v1/auth/login', 200],
        ['GET', `${TICKETS}/{ticket}`, 404],
        ['GET', null, 404],
      ]);
      expect(requests[1]).toMatchObject({
        request_id: 'r-1',
        ms: expect.any(Number),
        user_id: expect.any(String),
      });
      expect(JSON.stringify(lines)).not.toMatch(/secret-number|alice@|holdfast-demo|Bearer/u);
    });
  });
});

describe('the documentation', () => {
  it.each([
    ['Swagger UI', '/docs', 4, 'connect-src'],
    ['ReDoc', '/redoc', 3, 'worker-src blob:'],
  ])('is a page of this host alone: %s', async (_, path, linkCount, directive) => {
    const page = await people.nobody.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain(directive);
    expect(policy).not.toMatch(/https?:|\*/u);
    expect(page.body).not.toMatch(/https?:\/\/|<script>/u);
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/gu)].map(([, link]: string[]) => link!);
    expect(links).toHaveLength(linkCount);
    for (const link of links) {
      const file = await people.nobody.get(link);
      expect([link, file.status]).toEqual([link, 200]);
      expect(file.body.length).toBeGreaterThan(100);
      if (link.endsWith('.js')) expect(file.headers.get('content-type')).toContain('javascript');
    }
    const start = await people.nobody.get(`${path}/start.js`);
    expect(start.body).toContain('/api/openapi.json');
    expect(start.body).not.toMatch(/https?:/u);
  });

  it('describes the same document under its short address', async () => {
    const [long, short] = await Promise.all(
      ['/api/openapi.json', '/openapi.json'].map((path) => people.nobody.get(path)),
    );
    expect([short!.status, short!.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ]);
    expect(short!.body).toEqual(long!.body);
  });

  it('is where the root leads', async () => {
    const home = await people.nobody.get('/');
    expect([home.status, home.headers.get('location')]).toEqual([302, '/docs']);
  });
});

describe('the console', () => {
  const PAGE = { accept: 'text/html', 'accept-language': 'de' };

  it('answers browsers at paths of no route, as soon as it is built', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'holdfast-console-'));
    const console = { directory, accounts: [] };
    await serveWith(people.holdfast, { console }, async (client) => {
      const page = (path: string) => client.with(PAGE).get(path);
      expect((await page('/')).status).toBe(404);
      mkdirSync(join(directory, 'console'));
      writeFileSync(join(directory, 'console/app.js'), 'start()');
      writeFileSync(
        join(directory, 'index.html'),
        '<html lang="%LANGUAGE%" nonce="%NONCE%">%NOSCRIPT% %FACTS%',
      );
      writeFileSync(join(directory, '.stamp'), '');
      const shell = await page('/tickets/TKT-2026-000001');
      const nonce = /nonce="([^"]+)"/u.exec(shell.body)![1]!;
      expect(shell.body).toContain('<html lang="de"');
      expect(shell.body).toContain('{&quot;desk&quot;:');
      expect(shell.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect((await page('/')).body).not.toContain(nonce);
      const file = await client.get('/console/app.js');
      expect([file.status, file.headers.get('cache-control')]).toEqual([
        200,
        expect.stringContaining('immutable'),
      ]);
      for (const path of ['/api/v1/nothing', '/console/nothing.js']) {
        expect([path, (await page(path)).status]).toEqual([path, 404]);
      }
      expect((await client.get('/queue/mine')).status).toBe(404);
    });
    rmSync(directory, { recursive: true });
  });
});
