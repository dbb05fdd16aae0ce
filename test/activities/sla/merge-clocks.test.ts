import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { previewPolicy } from '../../../src/app/policy-changes/preview-policy.js';
import { movesLife } from '../../../src/domain/tickets/events.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };

const START = Date.UTC(2031, 11, 8, 8);
const at = (minute: number) => new Date(START + minute * 60_000);

describe('the SLA clocks of merged tickets', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false, policy: { warnAtShare: null } });
  });
  afterAll(() => holdfast.close());

  const depsAt = (minute: number) => ({ ...holdfast.deps, clock: { now: () => at(minute) } });
  const newTicket = (minute: number) =>
    createTicket(depsAt(minute), ALICE, {
      source: 'api',
      input: { title: 'Help me', description: 'please' },
      id: randomUUID(),
    });
  const found = async ({ id }: Ticket) => (await holdfast.deps.tickets.find(id))!;
  const merge = (gone: Ticket, into: Ticket, minute: number) =>
    mergeTicket(depsAt(minute), MAYA, gone.id, into.id);
  const eventsOf = async ({ id }: Ticket) =>
    (await holdfast.deps.tickets.events({ ticketId: id, includeInternal: true, pageSize: 100 })).items;

  it('exclude the merged ticket from figures, and start with the earlier of both', async () => {
    const [gone, into] = [await newTicket(0), await newTicket(20)];
    await addComment(depsAt(25), MAYA, into.id, { body: 'Hello', isInternal: false }, randomUUID());
    await merge(gone, into, 30);
    expect(await found(gone)).toMatchObject({
      status: 'closed',
      sla: { state: 'none', firstResponse: { metAt: null }, resolution: { metAt: null } },
    });
    const after = await found(into);
    expect(after.sla.resolution.dueAt).toEqual(at(1_440));
    const told = (await eventsOf(into)).find(({ type }) => type === 'ticket.merged');
    expect(told?.details).toMatchObject({
      resolution_due_at: { from: at(1_460).toISOString(), to: at(1_440).toISOString() },
    });
    expect(told?.details).not.toHaveProperty('first_response_due_at');
    // Its workflow waits for the instant of before.
    expect([told?.lifecycleToldAt, movesLife('ticket.merged')]).toEqual([null, true]);

    const trial = { policy: 'default', calendar: undefined, createdFrom: at(-1), createdTo: at(60) };
    const { tickets } = await previewPolicy(depsAt(40), MAYA, trial);
    const verdictsOf = (id: string) => tickets.find(({ ticket }) => ticket.id === id)!.verdicts;
    const dropped = { now: 'dropped', then: 'dropped' };
    expect(verdictsOf(gone.id)).toEqual({
      firstResponse: dropped,
      nextResponse: dropped,
      resolution: dropped,
    });
    expect(verdictsOf(into.id).resolution).toEqual({ now: 'pending', then: 'pending' });
    const strict = { firstResponseMinutes: 1_435, resolutionMinutes: 1_435 };
    const targets = { low: strict, medium: strict, high: strict, urgent: strict };
    const policy = { ...(await holdfast.deps.policies.current()), targets };
    const late = await previewPolicy(depsAt(1_437), MAYA, { ...trial, policy });
    expect(late.tickets.find(({ ticket }) => ticket.id === into.id)!.verdicts.resolution).toEqual({
      now: 'pending',
      then: 'breached',
    });
  });

  it('record and count a breach once, on the surviving ticket', async () => {
    const breached = async () => {
      const counts = await holdfast.deps.tickets.countByKind({ createdFrom: at(100), createdTo: at(1_000) });
      return counts.filter(({ isBreached }) => isBreached).reduce((sum, { count }) => sum + count, 0);
    };
    const [gone, into] = [await newTicket(100), await newTicket(400)];
    await advanceTicket(depsAt(341), gone.id);
    expect((await found(gone)).sla.firstResponse.breachedAt).toEqual(at(341));
    await merge(gone, into, 410);
    await advanceTicket(depsAt(411), gone.id);
    await advanceTicket(depsAt(411), into.id);
    const breaches = async (ticket: Ticket) =>
      (await eventsOf(ticket)).filter(({ type }) => type === 'sla.breached').length;
    expect([await breaches(gone), await breaches(into)]).toEqual([1, 0]);
    expect(await breached()).toBe(1);

    const [unnoticed, other] = [await newTicket(500), await newTicket(800)];
    await merge(unnoticed, other, 810);
    await advanceTicket(depsAt(811), unnoticed.id);
    await advanceTicket(depsAt(811), other.id);
    expect([await breaches(unnoticed), await breaches(other)]).toEqual([0, 1]);
    const event = (await eventsOf(other)).find(({ type }) => type === 'sla.breached');
    expect(event?.details).toMatchObject({ due_at: at(740).toISOString() });
  });
});
