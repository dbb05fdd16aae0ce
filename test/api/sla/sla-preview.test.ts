import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople();
const PREVIEW = '/api/v1/sla/preview';
const DAY_MS = 86_400_000;

const of = (first: number, resolution: number) => ({
  first_response_minutes: first,
  resolution_minutes: resolution,
});
const targets = { urgent: of(15, 240), high: of(60, 480), medium: of(240, 1_440), low: of(480, 4_320) };
const day = [{ start: '09:00', end: '17:00' }];
const office = {
  time_zone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
};

const days = (count: number) => new Date(Date.now() + count * DAY_MS).toISOString();
const period = { created_from: days(-20), created_to: days(1) };

describe('POST /sla/preview', () => {
  let resolved: Schemas['Ticket'];
  let open: Schemas['Ticket'];

  beforeAll(async () => {
    [resolved, open] = [await people.ticket({ priority: 'high' }), await people.ticket({ priority: 'low' })];
    await people.ticket();
    await people.bob.post(`/api/v1/tickets/${resolved.number}/comments`, { body: 'I look into it.' });
    await people.bob.post(`/api/v1/tickets/${resolved.number}/resolve`, { resolution_code: 'fixed' });
    await people.bob.patch(`/api/v1/tickets/${open.number}`, { priority: 'urgent' });
    // Ten days ago: half an hour to the answer, five to the resolution; everything else is a day old.
    const back = new Date(Date.now() - 10 * DAY_MS);
    await moveBack(resolved.id, back, [0, 30, 300, 300]);
    await moveBack(open.id, new Date(Date.now() - 5 * 3_600_000), [0, 60]);
  });

  /** Shifts a ticket and its trail into the past: so many minutes after the first for each event. */
  async function moveBack(ticketId: string, start: Date, offsets: readonly number[]): Promise<void> {
    const { mongo } = people.holdfast;
    const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
    const events = await mongo
      .collection('events')
      .find({ ticketId })
      .sort({ ticketVersion: 1, _id: 1 })
      .toArray();
    for (const [index, { _id }] of events.entries()) {
      await mongo.collection('events').updateOne({ _id }, { $set: { at: at(offsets[index] ?? 0) } });
    }
    const answered = events.some(({ type }) => type === 'ticket.commented');
    await mongo.collection<{ _id: string }>('tickets').updateOne(
      { _id: ticketId },
      {
        $set: {
          createdAt: start,
          ...(answered ? { 'sla.firstResponse.metAt': at(offsets[1] ?? 0) } : {}),
        },
      },
    );
  }

  const row = (outcome: any, { id }: Schemas['Ticket']) =>
    outcome.tickets.find((ticket: Schemas['Ticket']) => ticket.id === id);

  it('shows the actual and possible results of SLA targets, for each ticket and in total', async () => {
    const { status, body } = await people.maya.post(PREVIEW, { policy: 'default', ...period });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 3, replayed: 3, cut_off: false });
    expect(row(body, resolved)).toEqual({
      id: resolved.id,
      number: resolved.number,
      status: 'resolved',
      priority: 'high',
      policy: 'default@1',
      is_chosen: true,
      first_response: { now: 'met', then: 'met' },
      next_response: { now: 'dropped', then: 'dropped' },
      resolution: { now: 'met', then: 'met' },
    });
    const { then } = body.resolution;
    expect(then).toEqual({ met: 1, breached: 1, pending: 1, dropped: 0 });
  });

  it('takes a policy and a calendar that are written out', async () => {
    const strict = { targets: { ...targets, high: of(29, 299), urgent: of(10_000, 20_000) } };
    const { body } = await people.maya.post(PREVIEW, { policy: strict, ...period });
    expect(row(body, resolved)).toMatchObject({
      first_response: { now: 'met', then: 'breached' },
      resolution: { now: 'met', then: 'breached' },
    });
    // Low for an hour, and urgent since: the change of its priority is gone through as well.
    expect(row(body, open)).toMatchObject({ resolution: { then: 'pending' } });
    const closed = { time_zone: 'UTC', week: { monday: [{ start: '00:00', end: '00:01' }] } };
    const brisk = { targets: { urgent: of(1, 2), high: of(1, 2), medium: of(1, 2), low: of(1, 2) } };
    const { body: never } = await people.maya.post(PREVIEW, { policy: brisk, calendar: closed, ...period });
    expect(row(never, open).resolution.then).toBe('pending');
    const by = await people.maya.post(PREVIEW, { policy: 'default@1', calendar: office, ...period });
    expect(by.status).toBe(200);
  });

  it('knows which tickets the ordered rules give to the policy', async () => {
    const rule = { position: 1, conditions: [{ field: 'source', values: ['mail'] }] };
    const trial = { policy: { targets, rule }, ...period };
    expect((await people.maya.post(PREVIEW, trial)).body).toMatchObject({ replayed: 3, chosen: 0 });
    const only = await people.maya.post(PREVIEW, { ...trial, only_chosen: true });
    expect(only.body).toMatchObject({ total: 3, replayed: 0, cut_off: false, tickets: [] });
    rule.conditions[0]!.values = ['api'];
    const fitting = await people.maya.post(PREVIEW, { ...trial, only_chosen: true });
    expect(fitting.body).toMatchObject({ replayed: 3, chosen: 3 });
  });

  it('takes the tickets of the period only, and leaves everything as it is', async () => {
    const { body } = await people.maya.post(PREVIEW, {
      policy: 'default',
      created_from: days(-12),
      created_to: days(-8),
    });
    expect(body).toMatchObject({ total: 1, tickets: [{ id: resolved.id }] });
    const { body: list } = await people.maya.get('/api/v1/sla/policies');
    expect(list.policies.map(({ name }: { name: string }) => name)).toEqual(['default']);
  });

  it.each([
    [{ policy: 'nowhere' }, ['policy']],
    [{ policy: 'default@7' }, ['policy']],
    [{ policy: { targets, warn_at_share: 2 } }, ['policy.warn_at_share']],
    [{ policy: { targets, calendar: 'nowhere' } }, ['policy.calendar']],
    [
      { policy: { targets, escalation: [{ after_minutes: 1, action: 'mail' }] } },
      ['policy.escalation.0.recipient_id'],
    ],
    [{ policy: 'default', calendar: 'nowhere' }, ['calendar']],
    [{ policy: 'default', calendar: { ...office, time_zone: 'Europe/Atlantis' } }, ['calendar.time_zone']],
    [{ policy: 'default', created_to: days(-30) }, ['created_to']],
    [{ policy: 'default', created_from: days(-900) }, ['created_to']],
    [{ policy: 'default', created_from: 'yesterday' }, ['created_from']],
    [{}, ['policy']],
  ])('refuses %.90j', async (fields, paths) => {
    const answer = await people.maya.post(PREVIEW, { ...period, ...fields });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('is for managers and administrators', async () => {
    const body = { policy: 'default', ...period };
    for (const client of [people.alice, people.bob]) {
      expectProblem(await client.post(PREVIEW, body), 403, 'forbidden');
    }
    expect((await people.admin.post(PREVIEW, body)).status).toBe(200);
  });
});
