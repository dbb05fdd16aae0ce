import { describe, expect, it } from '@jest/globals';
import Koa from 'koa';
import { z } from 'zod';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { findClientAddress } from '../../../src/api/middleware/client-address.js';
import { answerWithProblems } from '../../../src/api/middleware/problems.js';
import { identifyRequest } from '../../../src/api/middleware/request-id.js';
import { publicRoute, reply } from '../../../src/api/http/route.js';
import { createRouter } from '../../../src/api/router.js';
import type { ApiState } from '../../../src/api/http/state.js';
import { generalLimits } from '../../../src/domain/operations/rate-limits.js';
import type { Client } from '../../support/http-client.js';
import { expectProblem, withPeople } from '../../support/api/people.js';
import { apiDepsOf, serve } from '../../support/api/serve.js';

const people = withPeople();
const MAIL_ME = '/mail-me';

/** A route that mails a code to whatever address it is given, and nothing else around it. */
async function withRoute(use: (client: Client) => Promise<void>): Promise<void> {
  const mailMe = publicRoute({
    method: 'post',
    path: MAIL_ME,
    tag: 'test',
    operationId: 'tryRoute',
    summary: 'Mails a code',
    limit: 'code',
    request: { body: z.strictObject({ email: z.string().trim().toLowerCase().pipe(z.email()) }) },
    responses: { 200: { description: 'Perhaps', schema: z.object({}) } },
    handle: () => Promise.resolve(reply(200, {})),
  });
  const limiter = new SlidingWindowLimiter(new MemoryCounters());
  const limits = { limiter, ...generalLimits({ account: 1, address: 1 }) };
  const deps = apiDepsOf(people.holdfast, { limits });
  const app = new Koa<ApiState>();
  app.use(identifyRequest(deps.newId));
  app.use(findClientAddress(['loopback']));
  app.use(answerWithProblems(deps.logger));
  app.use(createRouter([mailMe], deps).routes());
  const handle = app.callback();
  await serve((request, response) => void handle(request, response), use);
}

const from = (client: Client, host: number) => client.with({ 'x-forwarded-for': `192.0.2.${host}` });

describe('a route that mails codes', () => {
  it('is limited for each client address, and shows only this limit', () =>
    withRoute(async (client) => {
      for (let index = 0; index < 30; index++) {
        const { status, headers } = await from(client, 1).post(MAIL_ME, { email: `p${index}@example.org` });
        expect(status).toBe(200);
        expect(headers.get('ratelimit-policy')).toBe('"code";q=30;w=900');
      }
      const refused = await from(client, 1).post(MAIL_ME, { email: 'one-more@example.org' });
      expectProblem(refused, 429, 'too_many_requests');
      expect((await from(client, 2).post(MAIL_ME, { email: 'one-more@example.org' })).status).toBe(200);
    }));

  it.each([[{}], [{ email: 7 }], [{ email: { $gt: '' } }], [[]]])('leaves %j to the schema', (body) =>
    withRoute(async (client) => {
      for (let index = 0; index < 7; index++) {
        expectProblem(await client.post(MAIL_ME, body), 422, 'invalid_input');
      }
    }),
  );
});
