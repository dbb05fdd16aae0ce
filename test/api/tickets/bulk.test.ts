import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { lieThere } from '../../support/tickets/bulk.js';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
type Person = typeof people.bob;

const BULK = `${TICKETS}/bulk` as const;
const ABSENT = '0'.repeat(8);

const ask = ({ api }: Person, body: Schemas['BulkRequest']) => api.POST(BULK, { body });
const look = ({ api }: Person, job: string) => api.GET(`${BULK}/{job}`, { params: { path: { job } } });
const read = ({ api }: Person, ticket: string) => dataOf(api.GET(TICKET, about(ticket)));

function reportWhenDone(person: Person, job: string): Promise<Schemas['BulkReport']> {
  return waitFor('the job', async () => {
    const report = await dataOf(look(person, job));
    return report.job.state === 'done' ? report : undefined;
  });
}

async function carriedOut(person: Person, body: Schemas['BulkRequest']): Promise<Schemas['BulkReport']> {
  const { job } = await dataOf(ask(person, body));
  return reportWhenDone(person, job.id);
}

/** A ticket that its workflow leaves alone from here on: triaged, and with somebody. */
async function settled(fields: Partial<Schemas['NewTicket']> = {}): Promise<Schemas['Ticket']> {
  const { number } = await people.ticket(fields);
  return waitFor(`${number} to be assigned`, async () => {
    const ticket = await read(people.bob, number);
    return ticket.assignee === null ? undefined : ticket;
  });
}

describe('POST /tickets/bulk', () => {
  it('changes each ticket once, by id or number, and returns its result', async () => {
    const [one, two] = [await settled({ tags: ['old'] }), await settled()];
    const answer = await ask(people.maya, {
      ticket_ids: [one.id, two.number, one.number],
      change: {
        priority: 'urgent',
        add_tags: ['outage'],
        remove_tags: ['old'],
        comment: { body: 'We are on it.', is_internal: false },
        status: 'in_progress',
      },
    });
    expect(answer.response.status).toBe(202);
    const { job } = answer.data!;
    expect(job).toEqual({
      id: expect.any(String),
      state: 'running',
      total: 2,
      done: 0,
      changed: 0,
      failed: 0,
    });
    expect(answer.response.headers.get('location')).toBe(`${BULK}/${job.id}`);
    expect(await reportWhenDone(people.bob, job.id)).toEqual({
      job: { id: job.id, state: 'done', total: 2, done: 2, changed: 2, failed: 0 },
      results: [one, two].map(({ id, number }) => ({
        ticket_id: id,
        number,
        outcome: 'changed',
        code: null,
        detail: null,
      })),
    });
    for (const { number, version } of [one, two]) {
      expect(await read(people.bob, number)).toMatchObject({
        priority: 'urgent',
        tags: ['outage'],
        status: 'in_progress',
        sla: { first_response: { met_at: expect.any(String) } },
      });
      const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
      expect(activities.slice(-3)).toMatchObject(
        ['ticket.edited', 'ticket.commented', 'ticket.status_changed'].map((action) => ({
          action,
          actor: { name: 'Maya' },
          details: { bulk_job: job.id },
        })),
      );
      expect((await read(people.bob, number)).version).toBe(version + 1);
    }
  });

  it('refuses a ticket with the code of the single call, and changes nothing of it', async () => {
    const [open, started, over] = [await settled(), await settled(), await settled()];
    await dataOf(
      people.bob.api.PATCH(`${TICKET}/status`, { ...about(started.number), body: { status: 'in_progress' } }),
    );
    await dataOf(people.bob.api.POST(`${TICKET}/cancel`, { ...about(over.number), body: {} }));
    const { job, results } = await carriedOut(people.bob, {
      ticket_ids: [open, started, over].map(({ id }) => id),
      change: { status: 'resolved', resolution_code: 'fixed', add_tags: ['done'] },
    });
    expect(job).toMatchObject({ done: 3, changed: 2, failed: 1 });
    expect(results).toMatchObject([
      { outcome: 'changed' },
      { outcome: 'changed' },
      { outcome: 'refused', code: 'illegal_transition', detail: expect.stringContaining(over.number) },
    ]);
    expect(await read(people.bob, over.number)).toMatchObject({ status: 'cancelled', tags: [] });
    // One that nobody has begun is begun by it, as by the call that resolves it alone.
    expect(await read(people.bob, open.number)).toMatchObject({
      status: 'resolved',
      resolution_code: 'fixed',
    });
    const { activities } = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(open.number)));
    expect(activities.slice(-3)).toMatchObject([
      { action: 'ticket.edited', details: { bulk_job: job.id } },
      { action: 'ticket.status_changed', details: { bulk_job: job.id } },
      { action: 'ticket.status_changed', details: { bulk_job: job.id } },
    ]);
    expect(await read(people.bob, started.number)).toMatchObject({
      status: 'resolved',
      resolution_code: 'fixed',
      tags: ['done'],
    });
  });

  it('reports unchanged tickets, and tickets with a newer version', async () => {
    const [one, two] = [await settled({ priority: 'high' }), await settled({ priority: 'high' })];
    const { results } = await carriedOut(people.bob, {
      ticket_ids: [one.number, two.number],
      versions: { [two.number]: two.version + 7 },
      change: { priority: 'high' },
    });
    expect(results).toMatchObject([
      { outcome: 'unchanged', code: null },
      { outcome: 'refused', code: 'version_conflict' },
    ]);
    expect((await read(people.bob, one.number)).version).toBe(one.version);
  });

  it('assigns, and puts back into the queue', async () => {
    const one = await settled();
    const carol = await people.idOf(people.carol);
    await carriedOut(people.maya, { ticket_ids: [one.id], change: { assignee_id: carol } });
    expect((await read(people.bob, one.id)).assignee).toMatchObject({ name: 'Carol' });
    await carriedOut(people.maya, { ticket_ids: [one.id], change: { assignee_id: null } });
    expect((await read(people.bob, one.id)).assignee).toBeNull();
  });

  it('selects the tickets that match a filter at the time of the request, oldest first', async () => {
    const tag = randomUUID();
    const [one, two, other] = [
      await settled({ tags: [tag] }),
      await settled({ tags: [tag] }),
      await settled(),
    ];
    const bob = await people.idOf(people.bob);
    for (const { number } of [one, two]) {
      const body = { assignee_id: bob };
      await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(number), body }));
    }
    const { job } = await dataOf(
      ask(people.bob, {
        filter: { tag, assignee: 'me', status: ['open'] },
        change: { add_tags: ['swept'], remove_tags: [tag] },
      }),
    );
    const late = await settled({ tags: [tag] });
    const { results } = await reportWhenDone(people.bob, job.id);
    expect(results.map(({ number, outcome }) => [number, outcome])).toEqual(
      [one, two].map(({ number }) => [number, 'changed']),
    );
    expect((await read(people.bob, one.number)).tags).toEqual(['swept']);
    expect((await read(people.bob, other.number)).tags).toEqual([]);
    expect((await read(people.bob, late.number)).tags).toEqual([tag]);
  });

  it('is done at once if the filter matches nothing', async () => {
    const body: Schemas['BulkRequest'] = { filter: { tag: randomUUID() }, change: { priority: 'low' } };
    const { job } = await dataOf(ask(people.bob, body));
    expect(job).toMatchObject({ state: 'done', total: 0 });
    expect(await dataOf(look(people.bob, job.id))).toEqual({ job, results: [] });
  });

  it('refuses a filter that matches more than 500 tickets, and says how many', async () => {
    const tag = randomUUID();
    await lieThere(people.holdfast, 501, () => ({ tags: [tag] }));
    const body: Schemas['BulkRequest'] = { filter: { tag }, change: { priority: 'low' } };
    const answer = await ask(people.maya, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(answer.error).toMatchObject({
      detail: expect.stringMatching(/matches 501 tickets; one job changes at most 500. Narrow the filter/u),
      errors: [{ path: 'filter', message: 'matches 501 tickets; the maximum is 500' }],
    });
    expect(
      await people.holdfast.mongo
        .collection('bulk_jobs')
        .countDocuments({ 'tickets.500': { $exists: true } }),
    ).toBe(0);
  });

  it('starts one job for one idempotency key', async () => {
    const one = await settled();
    const key = people.bob.with({ 'idempotency-key': randomUUID() });
    const body = { ticket_ids: [one.id], change: { comment: { body: 'Once.', is_internal: true } } };
    const [first, again] = [await dataOf(ask(key, body)), await dataOf(ask(key, body))];
    expect(again).toEqual(first);
    await reportWhenDone(people.bob, first.job.id);
    const { comments } = await dataOf(people.bob.api.GET(`${TICKET}/comments`, about(one.id)));
    expect(comments).toHaveLength(1);
  });

  it('is for staff only', async () => {
    const { id } = await people.ticket();
    const body: Schemas['BulkRequest'] = { ticket_ids: [id], change: { priority: 'low' } };
    expectProblem(await ask(people.nobody, body), 401, 'unauthenticated');
    expectProblem(await look(people.nobody, 'some-job'), 401, 'unauthenticated');
    expectProblem(await ask(people.alice, body), 403, 'forbidden');
    expectProblem(await look(people.alice, 'some-job'), 403, 'forbidden');
    expectProblem(await look(people.bob, 'some-job'), 404, 'not_found');
  });

  it.each([
    [{}, ['change', 'ticket_ids']],
    [{ ticket_ids: ['x'], filter: { tag: 'x' }, change: { priority: 'low' } }, ['filter']],
    [{ filter: {}, change: { priority: 'low' } }, ['filter']],
    [{ filter: { status: 'open', tags: ['x'] }, change: {} }, ['change', 'filter.status', 'filter.tags']],
    [{ filter: { custom_field: ['none_such:1'] }, change: { priority: 'low' } }, ['custom_field.0']],
    [{ filter: { tag: 'x' }, versions: { x: 1 }, change: { priority: 'low' } }, ['versions.x']],
    [{ ticket_ids: [], change: { priority: 'low' } }, ['ticket_ids']],
    [{ ticket_ids: Array.from({ length: 501 }, () => 'x'), change: { priority: 'low' } }, ['ticket_ids']],
    [{ ticket_ids: [{ $gt: '' }, 7], change: { priority: 'low' } }, ['ticket_ids.0', 'ticket_ids.1']],
    [{ ticket_ids: ['x'], change: {} }, ['change']],
    [{ ticket_ids: ['x'], change: { resolution_code: 'fixed' } }, ['change.resolution_code']],
    [{ ticket_ids: ['x'], change: { title: 'All the same' } }, ['change.title']],
    [{ ticket_ids: ['x'], change: { status: 'gone', add_tags: [] } }, ['change.add_tags', 'change.status']],
    [{ ticket_ids: ['x'], change: { comment: { body: ' ' } } }, ['change.comment.body']],
    [{ ticket_ids: ['x'], versions: { x: 0 }, change: { priority: 'low' } }, ['versions.x']],
    [{ ticket_ids: ['x'], versions: { y: 1 }, change: { priority: 'low' } }, ['versions.y']],
    [
      { ticket_ids: ['nope', `TKT-2026-${ABSENT}`, 'nope'], change: { priority: 'low' } },
      ['ticket_ids.0', 'ticket_ids.1', 'ticket_ids.2'],
    ],
  ])('refuses %.80j', async (body, paths) => {
    const answer = await people.bob.post(BULK, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('selects by a filter only with a key that may read', async () => {
    const make = { body: { name: 'writer', scopes: ['tickets:write' as const] } };
    const { key } = await dataOf(people.bob.api.POST('/api/v1/auth/api-keys', make));
    const body: Schemas['BulkRequest'] = { filter: { status: ['closed'] }, change: { add_tags: ['x'] } };
    expectProblem(await ask(people.nobody.with({ 'x-api-key': key }), body), 403, 'forbidden');
  });

  it('refuses an assignee who cannot get tickets, and a key that may only read', async () => {
    const { id } = await people.ticket();
    const body = { ticket_ids: [id], change: { assignee_id: await people.idOf(people.alice) } };
    const answer = await ask(people.bob, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['change.assignee_id']);
    const key = await dataOf(
      people.bob.api.POST('/api/v1/auth/api-keys', { body: { name: 'reader', scopes: ['tickets:read'] } }),
    );
    const program = people.nobody.with({ 'x-api-key': key.key });
    expectProblem(await ask(program, { ...body, change: { priority: 'low' } }), 403, 'forbidden');
  });
});
