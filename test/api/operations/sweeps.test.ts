import { describe, expect, it } from '@jest/globals';
import { EMPTY_TALLY } from '../../../src/domain/operations/sweep.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople();
const SWEEPS = '/api/v1/admin/sweeps';

describe('/admin/sweeps', () => {
  it('lists the newest first, page by page, as long as they are kept', async () => {
    const { sweeps } = people.holdfast.deps;
    const report = {
      checked: 7,
      repaired: { count: 2, tickets: ['TKT-2026-000001', 'TKT-2026-000002'] },
      lingering: EMPTY_TALLY,
      stuck: EMPTY_TALLY,
      failed: EMPTY_TALLY,
      published: 1,
      unpublished: 0,
    };
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
    // Two at the same instant, and ids that tell nothing of the time.
    for (const [id, minute] of [
      ['c', 1],
      ['a', 2],
      ['d', 2],
      ['b', 3],
    ] as const) {
      await sweeps.begin({ id, requestedBy: id === 'b' ? 'somebody' : null, startedAt: at(minute) });
    }
    await sweeps.begin({ id: 'b', requestedBy: null, startedAt: at(50) });
    await sweeps.finish('b', report, at(4));

    const first = await dataOf(people.admin.api.GET(SWEEPS, { params: { query: { page_size: 2 } } }));
    expect(first).toMatchObject({ total: 4, page_size: 2 });
    expect(first.sweeps.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(first.sweeps[0]).toMatchObject({
      requested_by: 'somebody',
      started_at: at(3).toISOString(),
      finished_at: at(4).toISOString(),
      report: { checked: 7, repaired: { count: 2 }, events_published: 1 },
    });
    expect(first.sweeps[1]).toMatchObject({ finished_at: null, report: null });
    const query = { page_size: 2, cursor: first.next_cursor! };
    const second = await dataOf(people.admin.api.GET(SWEEPS, { params: { query } }));
    expect(second.sweeps.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(second.next_cursor).toBeNull();
    const indexes = await people.holdfast.mongo.collection('sweeps').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
  });

  it('starts one, and with the same Idempotency-Key no second one', async () => {
    const admin = people.admin.with({ 'idempotency-key': 'sweep-once' });
    const [first, second] = [await admin.api.POST(SWEEPS, {}), await admin.api.POST(SWEEPS, {})];
    expect(first.response.status).toBe(202);
    expect(first.data).toMatchObject({ sweep: { finished_at: null, report: null } });
    expect(second.data).toEqual(first.data);
  });

  it('is for administrators', async () => {
    for (const { api } of [people.alice, people.bob, people.maya]) {
      expectProblem(await api.GET(SWEEPS, {}), 403, 'forbidden');
      expectProblem(await api.POST(SWEEPS, {}), 403, 'forbidden');
    }
    expectProblem(await people.nobody.api.POST(SWEEPS, {}), 401, 'unauthenticated');
  });

  it('refuses a page that is none', async () => {
    for (const [query, path] of [
      ['page_size=0', 'page_size'],
      ['cursor=nonsense', 'cursor'],
    ] as const) {
      const answer = await people.admin.get(`${SWEEPS}?${query}`);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual([path]);
    }
  });
});
