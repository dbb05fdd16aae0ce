import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { about, expectProblem, faultPaths, TICKET, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const RERUN = '/api/v1/admin/rerun-ai';
const job = (id: string) => ({ params: { path: { job: id } } });

describe('POST /admin/rerun-ai', () => {
  it('triages the named tickets again and says how far it is', async () => {
    const [first, second] = [await people.ticket(), await people.ticket()];
    await waitFor('triage', async () => {
      const { triage } = await dataOf(people.bob.api.GET(TICKET, about(second.id)));
      return triage.state === 'pending' ? undefined : true;
    });
    const body = { ticket_ids: [first.id, second.number, first.id] };
    const { data, response } = await people.admin.api.POST(RERUN, { body });
    expect(response.status).toBe(202);
    expect(data!.job).toMatchObject({ id: expect.any(String), state: 'running', total: 2 });
    expect(response.headers.get('location')).toBe(`${RERUN}/${data!.job.id}`);
    const done = await waitFor('the job', async () => {
      const { job: now } = await dataOf(people.admin.api.GET(`${RERUN}/{job}`, job(data!.job.id)));
      return now.state === 'done' ? now : undefined;
    });
    expect(done).toMatchObject({ total: 2, done: 2, failed: 0 });
  });

  it('starts a batch of all tickets on fallback', async () => {
    const { data, response } = await people.admin.api.POST(RERUN, { body: { fallback_only: true } });
    expect(response.status).toBe(202);
    expect(data!.job).toMatchObject({ state: 'running', failed: 0 });
  });

  it('is for administrators', async () => {
    const all = { body: { fallback_only: true as const } };
    for (const { api } of [people.alice, people.bob, people.maya]) {
      expectProblem(await api.POST(RERUN, all), 403, 'forbidden');
      expectProblem(await api.GET(`${RERUN}/{job}`, job('some-job')), 403, 'forbidden');
    }
    expectProblem(await people.nobody.api.POST(RERUN, all), 401, 'unauthenticated');
    expectProblem(await people.nobody.api.GET(`${RERUN}/{job}`, job('some-job')), 401, 'unauthenticated');
  });

  it('does not find an unknown job', async () => {
    expectProblem(await people.admin.api.GET(`${RERUN}/{job}`, job('nope')), 404, 'not_found');
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
