import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { waitFor } from '../../support/wait-for.js';
import { withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

interface Door {
  readonly method: string;
  readonly path: string;
  readonly type: string;
}

const PAGES: readonly Door[] = ['/a/x', '/s/x', '/r/x', '/u/x', '/reset-password/x', '/temporal/codec'].map(
  (path) => ({ method: 'POST', path, type: FORM }),
);

/** Every route that reads JSON, by the OpenAPI document. */
function jsonDoors(): Door[] {
  return Object.entries<any>(people.contract.document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item)
      .filter(([, operation]) => operation.requestBody?.content['application/json'] !== undefined)
      .map(([method]) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/gu, 'x'),
        type: JSON_TYPE,
      })),
  );
}

interface Fault {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: (type: string) => string | Buffer;
}

const good = (type: string) => (type === FORM ? 'comment=Thanks' : '{"comment":"Thanks"}');

const FAULTS: readonly Fault[] = [
  ...['foo', 'gzip', 'br', 'deflate', 'gzip, gzip'].map((encoding) => ({
    name: `Content-Encoding: ${encoding}`,
    status: 415,
    headers: { 'content-encoding': encoding },
    body: good,
  })),
  {
    name: 'really compressed',
    status: 415,
    headers: { 'content-encoding': 'gzip' },
    body: (type) => gzipSync(good(type)),
  },
  ...['text/plain', 'application/xml', 'image/png', 'form', ''].map((type) => ({
    name: `Content-Type: ${type}`,
    status: 415,
    headers: { 'content-type': type },
    body: good,
  })),
  ...['utf-16', 'iso-8859-1', 'klingon'].map((charset) => ({
    name: `charset=${charset}`,
    status: 415,
    headers: { charset },
    body: good,
  })),
  { name: 'not UTF-8', status: 400, body: () => Buffer.from([0x7b, 0xff, 0xfe]) },
  { name: 'too large', status: 413, body: (type) => `${good(type)}${'x'.repeat(1_200_000)}` },
];

/** Of forms alone, or of JSON alone. */
const FORM_FAULTS: readonly Fault[] = [
  'comment=100%',
  'comment=%zz',
  'comment=%ff',
  'comment=%ED%A0%80',
  '%=1',
].map((body) => ({ name: body, status: 400, body: () => body }));
const JSON_FAULTS: readonly Fault[] = [
  '{"comment":"\\ud800"}',
  '{"comment":"\\\\\\uDFFF"}',
  '{"comment":"a\\udc00\\ud800b"}',
  '{"\\ud83d":1}',
  '[["\\ud83d\\u0041"]]',
].map((body) => ({ name: body, status: 400, body: () => body }));

describe('a body that cannot be read', () => {
  it('is refused as such by every route that reads one, and is no fault of ours', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger }, async (client) => {
      const { url } = await client.signIn('admin@holdfast.local', 'holdfast-demo');
      const wrong: unknown[] = [];
      const doors = [...PAGES, ...jsonDoors()];
      expect(doors.length).toBeGreaterThan(40);
      const session = await people.nobody.post('/api/v1/auth/login', {
        email: 'admin@holdfast.local',
        password: 'holdfast-demo',
      });
      const authorization = `Bearer ${session.body.access_token}`;
      for (const { method, path, type } of doors) {
        const faults = [...FAULTS, ...(type === FORM ? FORM_FAULTS : JSON_FAULTS)];
        const answers = faults.map(async ({ name, status, headers: { charset, ...headers } = {}, body }) => {
          const response = await fetch(url + path, {
            method,
            headers: {
              authorization,
              'content-type': charset === undefined ? type : `${type}; charset=${charset}`,
              ...headers,
            },
            body: new Uint8Array(Buffer.from(body(type))),
          });
          const answer = response.headers.get('content-type')?.split(';')[0];
          const text = await response.text();
          const kind = type === FORM ? 'text/html' : 'application/problem+json';
          if (response.status !== status || answer !== kind || /\bat .+:\d+:\d+/u.test(text)) {
            wrong.push([method, path, name, response.status, answer, text.slice(0, 200)]);
          }
        });
        await Promise.all(answers);
      }
      expect(wrong).toEqual([]);
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  }, 120_000);

  it('says in a sentence what to send instead', async () => {
    const headers = { 'content-type': FORM, 'content-encoding': 'gzip' };
    const page = await fetch(`${people.holdfast.url}/a/x`, { method: 'POST', headers, body: 'comment=x' });
    expect(await page.text()).toContain('Send the body without compression.');
    expect(page.headers.get('accept-encoding')).toBe('identity');
    const other = await fetch(`${people.holdfast.url}/s/x`, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE },
      body: '{}',
    });
    expect(await other.text()).toContain('Send the body as a form');
  });

  it('may break off at any place', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger }, async ({ url }) => {
      const { hostname, port } = new URL(url);
      for (const { method, path, type } of [
        ...PAGES,
        { method: 'POST', path: '/api/v1/auth/login', type: JSON_TYPE },
      ]) {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(
          `${method} ${path} HTTP/1.1\r\nHost: desk\r\nContent-Type: ${type}\r\nContent-Length: 90\r\n\r\nab`,
        );
        socket.end();
      }
      const requests = () => lines.filter(({ message }) => message === 'request');
      await waitFor('all to be over', () => (requests().length > PAGES.length ? true : undefined));
      expect(requests().map(({ status }) => status)).toEqual(requests().map(() => 400));
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  it('differs from one that only looks like it', async () => {
    const login = await people.nobody.post(
      '/api/v1/auth/login',
      '{"email":"alice@holdfast.local","password":"\\\\ud800 \\ud83d\\ude00 \\u0041"}',
    );
    expect(login.status).toBe(401);
    const page = await fetch(`${people.holdfast.url}/temporal/codec`, {
      method: 'POST',
      headers: { 'content-type': `${FORM}; charset=UTF-8` },
      body: new URLSearchParams({ email: 'admin@holdfast.local', password: 'holdfast-demo' }).toString(),
    });
    expect(page.status).toBe(200);
  });
});
