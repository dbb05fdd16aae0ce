import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { bulkSteps } from '../../../src/app/tickets/bulk/bulk-steps.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { Actor } from '../../../src/domain/access/actor.js';
import type { HoldRequest } from '../../../src/domain/tickets/hold.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };
const at = (hour: number) => new Date(Date.UTC(2031, 11, 8) + hour * 3_600_000);

describe('a ticket on hold until an instant', () => {
  let holdfast: Holdfast;
  let bobId: string;

  beforeAll(async () => {
    holdfast = await startHoldfast({
      worker: false,
      // Nothing else falls due.
      policy: { firstResponsePauses: true, warnAtShare: null },
    });
    bobId = (await holdfast.deps.users.findByEmail('bob@holdfast.local'))!.id;
  });
  afterAll(() => holdfast.close());

  const depsAt = (hour: number) => ({ ...holdfast.deps, clock: { now: () => at(hour) } });
  const found = async (id: string) => (await holdfast.deps.tickets.find(id))!;
  const wake = async (id: string, hour: number) => (await advanceTicket(depsAt(hour), id)).status;
  const mailsAbout = async (id: string) => {
    const rows = holdfast.mongo.collection('deliveries').find({ ticketId: id, kind: 'hold_ended' });
    return (await rows.toArray()).map(({ recipient, state }) => [recipient.name, state]);
  };
  const eventsOf = (id: string, reason: string) =>
    holdfast.mongo.collection('events').countDocuments({ ticketId: id, 'details.reason': reason });
  const move = (id: string, hour: number, status: 'on_hold' | 'in_progress', hold?: HoldRequest) =>
    changeStatus(depsAt(hour), MAYA, id, status, { hold });

  async function held(assigneeId: string | null = bobId, until: Date = at(5)): Promise<string> {
    const input = { title: 'Help me', description: 'please' };
    const { id } = await createTicket(depsAt(0), ALICE, { source: 'api', input, id: randomUUID() });
    if (assigneeId !== null) await assignTicket(depsAt(0), MAYA, id, assigneeId);
    await move(id, 1, 'on_hold', { reason: 'third_party', until });
    return id;
  }

  it('continues then, once, and its assignee gets a mail', async () => {
    const id = await held();
    const next = await lookAtTicket(depsAt(2), await found(id));
    expect([next.nextLookAt, next.slaState]).toEqual([at(5).toISOString(), 'paused']);
    expect(await wake(id, 4.99)).toBe('on_hold');
    expect(await wake(id, 5)).toBe('in_progress');
    expect(await wake(id, 5)).toBe('in_progress');
    const { sla, hold } = await found(id);
    expect([sla.state, sla.since, hold]).toEqual(['running', at(5), undefined]);
    expect(await mailsAbout(id)).toEqual([['Bob', 'queued']]);
    expect(await eventsOf(id, 'the hold ended')).toBe(1);
  });

  it('continues late after an outage, with both instants in the activity log', async () => {
    const id = await held();
    expect(await wake(id, 500)).toBe('in_progress');
    const event = await holdfast.mongo
      .collection('events')
      .findOne({ ticketId: id, 'details.reason': 'the hold ended' });
    expect(event?.['details']).toMatchObject({
      due_at: at(5).toISOString(),
      noticed_at: at(500).toISOString(),
      status: { from: 'on_hold', to: 'in_progress' },
    });
  });

  it('still sends its mail if a worker dies between the change and the mail', async () => {
    const id = await held();
    await wake(id, 5);
    const { unsentDeliveries } = await lookAtTicket(depsAt(5), await found(id));
    const mail = await holdfast.mongo.collection('deliveries').findOne({ ticketId: id, kind: 'hold_ended' });
    expect(unsentDeliveries).toContain(String(mail?._id));
  });

  it('continues once if a person moves it at the same moment', async () => {
    const id = await held();
    const outcomes = await Promise.allSettled([wake(id, 5), move(id, 5, 'in_progress'), wake(id, 5)]);
    expect((await found(id)).status).toBe('in_progress');
    const byPerson = outcomes[1].status === 'fulfilled' ? 1 : 0;
    if (outcomes[1].status === 'rejected') {
      expect(outcomes[1].reason).toMatchObject({ code: 'illegal_transition' });
    }
    expect(await eventsOf(id, 'the hold ended')).toBe(1 - byPerson);
    expect(await mailsAbout(id)).toHaveLength(1 - byPerson);
  });

  it('does not continue at its first date if it has a later one', async () => {
    const id = await held();
    await move(id, 4, 'on_hold', { until: at(50) });
    expect(await wake(id, 6)).toBe('on_hold');
    expect(await wake(id, 50)).toBe('in_progress');
  });

  it('gets another moderator if its assignee has left, and notifies the managers if there is none', async () => {
    const [left, queued] = [await held(), await held(null)];
    await assignTicket(depsAt(2), MAYA, queued, null);
    const users = holdfast.mongo.collection<{ _id: string }>('users');
    await users.updateOne({ _id: bobId }, { $set: { isActive: false } });
    try {
      expect(await wake(left, 5)).toBe('in_progress');
      expect((await found(left)).assignment?.assignee.id).not.toBe(bobId);
      expect(await mailsAbout(left)).toEqual([]);
    } finally {
      await users.updateOne({ _id: bobId }, { $set: { isActive: true } });
    }
    const { autoAssign } = await found(queued);
    await wake(queued, 5);
    expect([autoAssign, await mailsAbout(queued)]).toEqual([false, [['Maya', 'queued']]]);
  });

  it('is changed once by a bulk job that is repeated', async () => {
    const id = await held(bobId, at(40));
    const job = (hold: HoldRequest) =>
      ({ id: 'job', change: { status: 'on_hold', hold } }) as unknown as Parameters<typeof bulkSteps>[2];
    const again = { reason: 'third_party', until: at(40) };
    expect(await bulkSteps(depsAt(2), MAYA, job(again), await found(id), at(2))).toBeNull();
    const step = await bulkSteps(depsAt(2), MAYA, job({ until: at(60) }), await found(id), at(2));
    expect(step?.after.hold).toEqual({ reason: 'third_party', pausesClock: true, until: at(60) });
  });
});
