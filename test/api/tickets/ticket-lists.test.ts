import { beforeAll, describe, expect, it } from '@jest/globals';
import type { paths } from '../../../src/client/api-types.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, withPeople } from '../../support/api/people.js';
import { addTeam } from '../../support/api/teams.js';

const people = withPeople();
type Person = typeof people.bob;

const WORK = '/api/v1/moderator/tickets';
const SUMMARY = '/api/v1/tickets/stats/summary';
type Query = NonNullable<paths[typeof WORK]['get']['parameters']['query']>;

const work = ({ api }: Person, query: Query = {}) => api.GET(WORK, { params: { query } });

async function numbersOf(person: Person, query: Query = {}): Promise<string[]> {
  const { tickets } = await dataOf(work(person, { page_size: 100, sort: 'created_at', ...query }));
  return tickets.map(({ number }) => number);
}

async function ticketOf(team: string | null, assignee: Person | null = null): Promise<string> {
  const { number } = await people.ticket();
  if (team !== null) await dataOf(people.maya.api.PATCH(TICKET, { ...about(number), body: { team } }));
  if (assignee !== null) {
    const body = { assignee_id: await people.idOf(assignee) };
    await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(number), body }));
  }
  return number;
}

describe('GET /moderator/tickets', () => {
  beforeAll(async () => {
    await addTeam(people, 'network');
    await addTeam(people, 'office');
    const params = { path: { user: await people.idOf(people.bob) } };
    await dataOf(people.admin.api.PATCH('/api/v1/users/{user}', { params, body: { team: 'network' } }));
  });

  it("lists the caller's tickets and the queue of their team", async () => {
    const mine = await ticketOf(null, people.bob);
    const queued = await ticketOf('network');
    const over = await ticketOf('network');
    await dataOf(people.alice.api.POST(`${TICKET}/cancel`, { ...about(over), body: {} }));
    const elsewhere = [
      over,
      await ticketOf('network', people.carol),
      await ticketOf('office'),
      await ticketOf(null),
    ];
    const seen = await numbersOf(people.bob);
    expect(seen).toEqual([mine, queued]);
    expect(seen).not.toEqual(expect.arrayContaining(elsewhere));
    expect(await numbersOf(people.carol)).toEqual([elsewhere[1]]);
    expect(await numbersOf(people.bob, { assignee: 'none' })).toEqual([queued]);
    expect(await numbersOf(people.bob, { status: ['closed'] })).toEqual([]);
  });

  it('is read page by page', async () => {
    const all = await numbersOf(people.bob);
    const first = await dataOf(work(people.bob, { page_size: 1, sort: 'created_at' }));
    expect(first).toMatchObject({ page_size: 1, total: all.length });
    const second = await dataOf(
      work(people.bob, { page_size: 1, sort: 'created_at', cursor: first.next_cursor! }),
    );
    expect([...first.tickets, ...second.tickets].map(({ number }) => number)).toEqual(all.slice(0, 2));
  });

  it('is for staff only, and accepts only filters of the list of tickets', async () => {
    expectProblem(await work(people.nobody), 401, 'unauthenticated');
    expectProblem(await work(people.alice), 403, 'forbidden');
    const answer = await people.bob.get(`${WORK}?team[$ne]=x&sort=title&cursor=abc`);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['sort', 'team[$ne]']);
  });
});

describe('GET /tickets/stats/summary', () => {
  const tag = 'counted';
  const summary = ({ api }: Person, query: { tag?: string; status?: ('open' | 'closed')[] } = { tag }) =>
    dataOf(api.GET(SUMMARY, { params: { query } }));

  it('counts the tickets that the caller may read', async () => {
    const tags = [tag];
    const [first, second] = [
      await people.ticket({ tags, priority: 'urgent', category: 'network' }),
      await people.ticket({ tags, priority: 'low', category: 'network' }),
    ];
    await people.ticket({ tags, priority: 'low', category: 'printer' }, people.carol);
    await dataOf(people.alice.api.POST(`${TICKET}/cancel`, { ...about(second.id), body: {} }));
    const body = { assignee_id: await people.idOf(people.bob) };
    await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(first.id), body }));
    await people.holdfast.mongo
      .collection('tickets')
      .updateOne({ number: first.number }, { $set: { 'sla.resolution.breachedAt': new Date() } });

    const all = await summary(people.maya);
    expect(all).toMatchObject({
      total: 3,
      by_priority: { low: 2, medium: 0, high: 0, urgent: 1 },
      unassigned: 1,
      breached: 1,
    });
    expect(all.by_status).toMatchObject({ open: 2, in_progress: 0, cancelled: 1 });
    expect(all.by_category).toMatchObject({ network: 2, printer: 1, other: 0 });
    expect(all.by_sla_state).toEqual({ running: 2, paused: 0, stopped: 1, none: 0 });
    expect(await summary(people.alice)).toMatchObject({ total: 2, unassigned: 0, breached: 1 });
    expect(await summary(people.maya, { tag, status: ['open'] })).toMatchObject({ total: 2 });
    expect(await summary(people.maya, { tag: 'nothing has it' })).toMatchObject({ total: 0, breached: 0 });
  });

  it('refuses unknown filters', async () => {
    expectProblem(await people.nobody.get(SUMMARY), 401, 'unauthenticated');
    const answer = await people.maya.get(`${SUMMARY}?page=1&status=broken&$where=1`);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['$where', 'page', 'status.0']);
  });
});
