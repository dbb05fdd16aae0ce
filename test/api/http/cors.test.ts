import { describe, expect, it } from '@jest/globals';
import type { Client } from '../../support/http-client.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const DESK = 'https://desk.example.org';
const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
};

const withOrigins = (use: (client: Client) => Promise<void>) =>
  serveWith(people.holdfast, { corsOrigins: [DESK, 'http://localhost:5173'] }, use);

/** The headers of CORS in an answer. */
function corsHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('CORS', () => {
  it('lets pages of a listed origin read answers and the headers that matter', () =>
    withOrigins(async (client) => {
      for (const origin of [DESK, 'http://localhost:5173']) {
        const { headers } = await client.with({ origin }).get('/health/live');
        expect(corsHeaders(headers)).toEqual({
          'access-control-allow-origin': origin,
          'access-control-expose-headers':
            'ETag,Location,X-Request-Id,RateLimit,RateLimit-Policy,Retry-After',
        });
        expect(headers.get('vary')).toContain('Origin');
      }
    }));

  it('lets them read refusals as well', () =>
    withOrigins(async (client) => {
      const page = client.with({ origin: DESK });
      const refused = await page.get(TICKETS);
      expectProblem(refused, 401, 'unauthenticated');
      expect(refused.headers.get('access-control-allow-origin')).toBe(DESK);
      const unknown = await page.get('/nowhere');
      expectProblem(unknown, 404, 'not_found');
      expect(unknown.headers.get('access-control-allow-origin')).toBe(DESK);
    }));

  it('answers a preflight', () =>
    withOrigins(async (client) => {
      const { status, headers, body } = await client
        .with({ origin: DESK, ...PREFLIGHT })
        .send('OPTIONS', TICKETS);
      expect([status, body]).toEqual([204, '']);
      expect(corsHeaders(headers)).toEqual({
        'access-control-allow-origin': DESK,
        'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
        'access-control-allow-headers':
          'Authorization,Content-Type,Idempotency-Key,If-Match,X-API-Key,X-Request-Id',
        'access-control-max-age': '7200',
      });
    }));

  it.each(['https://evil.example.org', 'null', `${DESK}.evil.example.org`, 'http://desk.example.org'])(
    'sends no CORS headers to %s',
    (origin) =>
      withOrigins(async (client) => {
        const page = client.with({ origin });
        const answer = await page.get('/health/live');
        expect([answer.status, corsHeaders(answer.headers)]).toEqual([200, {}]);
        expect(answer.headers.get('vary')).toContain('Origin');
        const preflight = await page.with(PREFLIGHT).send('OPTIONS', TICKETS);
        expect([preflight.status, corsHeaders(preflight.headers)]).toEqual([204, {}]);
        expect(preflight.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
      }),
  );

  it('leaves OPTIONS that is no preflight as it is', () =>
    withOrigins(async (client) => {
      const { status, headers } = await client.with({ origin: DESK }).send('OPTIONS', TICKETS);
      expect([status, headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    }));

  it('is off where no origin is listed', async () => {
    const { headers } = await people.nobody.with({ origin: DESK }).get('/health/live');
    expect(corsHeaders(headers)).toEqual({});
    expect(headers.get('vary') ?? '').not.toContain('Origin');
  });
});
