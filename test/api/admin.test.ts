import { describe, expect, it } from '@jest/globals';
import { waitFor } from '../support/wait-for.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from './people.js';

const people = withPeople({ worker: true });
const RERUN = '/api/v1/admin/rerun-ai';

describe('POST /admin/rerun-ai', () => {
  it('triages the named tickets again and says how far it is', async () => {
    const [first, second] = [await people.ticket(), await people.ticket()];
    await waitFor('triage', async () => {
      const { body } = await people.bob.get(`${TICKETS}/${second.id}`);
      return body.triage.state === 'pending' ? undefined : true;
    });
    const started = await people.admin.post(RERUN, { ticket_ids: [first.id, second.number, first.id] });
    expect(started.status).toBe(202);
    expect(started.body.job).toMatchObject({ id: expect.any(String), state: 'running', total: 2 });
    const path = started.headers.get('location')!;
    expect(path).toBe(`${RERUN}/${started.body.job.id}`);
    const job = await waitFor('the job', async () => {
      const { body } = await people.admin.get(path);
      return body.job?.state === 'done' ? body.job : undefined;
    });
    expect(job).toMatchObject({ total: 2, done: 2, failed: 0 });
  });

  it('starts a batch of all that stand on fallback', async () => {
    const { status, body } = await people.admin.post(RERUN, { fallback_only: true });
    expect(status).toBe(202);
    expect(body.job).toMatchObject({ state: 'running', failed: 0 });
  });

  it('is for administrators', async () => {
    for (const client of [people.alice, people.bob, people.maya]) {
      expectProblem(await client.post(RERUN, { fallback_only: true }), 403, 'forbidden');
      expectProblem(await client.get(`${RERUN}/some-job`), 403, 'forbidden');
    }
    expectProblem(await people.nobody.post(RERUN, { fallback_only: true }), 401, 'unauthenticated');
    expectProblem(await people.nobody.get(`${RERUN}/some-job`), 401, 'unauthenticated');
  });

  it('knows no other job', async () => {
    expectProblem(await people.admin.get(`${RERUN}/nope`), 404, 'not_found');
  });

  it.each([
    [{}, ['ticket_ids']],
    [{ fallback_only: true, ticket_ids: ['a'] }, ['ticket_ids']],
    [{ fallback_only: false }, ['ticket_ids']],
    [{ fallback_only: 'true' }, ['fallback_only']],
    [{ ticket_ids: [] }, ['ticket_ids']],
    [{ ticket_ids: Array.from({ length: 1001 }, () => 'x') }, ['ticket_ids']],
    [{ ticket_ids: [{ $gt: '' }, 7] }, ['ticket_ids.0', 'ticket_ids.1']],
    [{ ticket_ids: ['nope', 'TKT-2026-000000'] }, ['ticket_ids.0', 'ticket_ids.1']],
  ])('refuses %.80j', async (body, paths) => {
    const answer = await people.admin.post(RERUN, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});
