import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { writeExport } from '../../../src/app/personal-data/write-export.js';
import { MAX_ROWS_AT_ONCE } from '../../../src/domain/accounts/person-export.js';
import { generalLimits, ROUTE_LIMITS } from '../../../src/domain/operations/rate-limits.js';
import { accountsOf, USERS } from '../../support/api/accounts.js';
import { expectProblem, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const { someone } = accountsOf(people);
const course = { note: () => undefined, signal: new AbortController().signal };

/** Somebody who has said more than fits into one answer. */
async function talker() {
  const person = await someone();
  const comments = Array.from({ length: MAX_ROWS_AT_ONCE + 1 }, (_, at) => ({
    _id: randomUUID(),
    ticketId: 'gone',
    author: { id: person.id, name: 'Someone' },
    body: `Said ${at}: "ü💥\u2028"`,
    isInternal: false,
    createdAt: new Date(),
  }));
  await people.holdfast.mongo.collection<any>('comments').insertMany(comments);
  return { ...person, path: `${USERS}/${person.id}` };
}

describe('GET /users/{user}/export', () => {
  it('answers with a job if there is too much data, whose file equals the direct answer', async () => {
    const { client, path } = await talker();
    const small = await someone();
    const answer = await small.client.get(`${USERS}/${small.id}/export`);
    const begun = await client.get(`${path}/export`);
    expect([answer.status, begun.status]).toEqual([200, 202]);
    const { job } = begun.body;
    expect(job).toMatchObject({ state: 'running', changed: 0, failed: 0 });
    const at = `${path}/exports/${job.id}`;
    expect([begun.headers.get('location'), begun.body.file]).toEqual([at, null]);
    expect((await client.get(`${path}/export`)).body.job.id).toBe(job.id);
    expectProblem(await client.get(`${at}/content`), 409, 'illegal_transition');

    await writeExport(people.holdfast.deps, job.id, course);
    const done = (await client.get(at)).body;
    expect(done.job).toMatchObject({ state: 'done', failed: 0 });
    expect(done.job.done).toBe(done.job.total);
    expect(done.file.url).toBe(`${at}/content`);
    const response = await fetch(`${people.holdfast.url}${String(done.file.url)}`, {
      headers: { authorization: `Bearer ${await tokenOf(client)}` },
    });
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const file: any = await response.json();
    expect(Object.keys(file)).toEqual(Object.keys(answer.body));
    expect([file.comments.length, file.truncated]).toEqual([MAX_ROWS_AT_ONCE + 1, false]);
    expect(file.comments[0].body).toContain('"ü💥\u2028"');
  });

  it('is refused to other people, as are its job and its file', async () => {
    const { client, path } = await talker();
    const { job } = (await client.get(`${path}/export`)).body;
    await writeExport(people.holdfast.deps, job.id, course);
    const other = await someone();
    for (const [method, address] of [
      ['GET', `${path}/export`],
      ['POST', `${path}/exports`],
      ['GET', `${path}/exports/${job.id}`],
      ['GET', `${path}/exports/${job.id}/content`],
    ] as const) {
      expectProblem(await other.client.send(method, address), 404, 'not_found');
      expectProblem(await people.bob.send(method, address), 403, 'forbidden');
    }
    // By its own address, another's job is not there.
    expectProblem(await other.client.get(`${USERS}/${other.id}/exports/${job.id}`), 404, 'not_found');
    expect((await people.admin.get(`${path}/exports/${job.id}`)).status).toBe(200);
  });

  it('starts once for a repeated request', async () => {
    const { client, path } = await talker();
    const again = client.with({ 'idempotency-key': 'once' });
    const [first, second] = [await again.post(`${path}/exports`), await again.post(`${path}/exports`)];
    expect([first.status, second.status, second.body.job.id]).toEqual([202, 202, first.body.job.id]);
  });

  it('is limited for each account, beside the general limits', async () => {
    const { id, session } = await someone();
    const limiter = new SlidingWindowLimiter(new MemoryCounters());
    const limits = { limiter, ...generalLimits({ account: 1_000, address: 1_000 }) };
    await serveWith(people.holdfast, { limits }, async (client) => {
      const asked = client.with({ authorization: `Bearer ${session.access_token}` });
      for (let index = 0; index < ROUTE_LIMITS.person_export.account.quota; index += 1) {
        expect((await asked.get(`${USERS}/${id}/export`)).status).toBe(200);
      }
      expectProblem(await asked.get(`${USERS}/${id}/export`), 429, 'too_many_requests');
      expect((await asked.get(`${USERS}/${id}`)).status).toBe(200);
    });
  });
});

/** Signs in once more: the checked client reads JSON only. */
async function tokenOf(client: { get(path: string): Promise<{ readonly body: any }> }): Promise<string> {
  const { email } = (await client.get('/api/v1/auth/me')).body;
  const login = await people.nobody.post('/api/v1/auth/login', {
    email,
    password: 'correct horse battery staple',
  });
  return login.body.access_token;
}
