import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import type { Absence } from '../../../src/domain/sla/availability.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptTicket } from '../../../src/app/tickets/assignment/accept-ticket.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import { replanTickets } from '../../../src/app/tickets/assignment/replan-tickets.js';
import { WEEKDAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { officeHours } from '../../support/sla/calendars.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

/** Shifts of a long weekday, in UTC; the eighth of December 2031 is a Monday. */
const at = (time: string) => new Date(`2031-12-08T${time}:00Z`);
const shift = (name: string, start: string, end: string): Calendar =>
  officeHours({
    name,
    timeZone: 'UTC',
    week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [{ start, end }]])),
  });

const years = { firstResponseMinutes: 500_000, resolutionMinutes: 500_000 };
/** So that no promise falls due meanwhile. */
const WITHOUT_HURRY = {
  warnAtShare: null,
  targets: { low: years, medium: years, high: years, urgent: years },
};

let holdfast: Holdfast;
let bob: Actor & { readonly id: string };
let carol: Actor & { readonly id: string };

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, policy: WITHOUT_HURRY });
  await holdfast.deps.calendars.addIfMissing(shift('early', '08:00', '16:00'));
  await holdfast.deps.calendars.addIfMissing(shift('late', '12:00', '20:00'));
  [bob, carol] = await Promise.all([person('bob'), person('carol')]);
});
afterAll(() => holdfast.close());

const users = () => holdfast.mongo.collection<{ _id: string }>('users');

async function person(name: string) {
  const user = await holdfast.deps.users.findByEmail(`${name}@holdfast.local`);
  return { type: 'user', id: user!.id, name: user!.name, role: 'moderator' } as const;
}

interface Hours {
  readonly calendar?: string | null;
  readonly absence?: Absence | null;
  readonly capacity?: number;
}

async function staff(bobs: Hours, carols: Hours): Promise<void> {
  const everybody = { calendar: null, absence: null, capacity: 100 };
  await users().updateOne({ _id: bob.id }, { $set: { ...everybody, ...bobs } });
  await users().updateOne({ _id: carol.id }, { $set: { ...everybody, ...carols } });
}

const depsAt = (time: string) => ({ ...holdfast.deps, clock: { now: () => at(time) } });
const advance = (id: string, time: string) => advanceTicket(depsAt(time), id);
const look = async (id: string, time: string) =>
  lookAtTicket(depsAt(time), (await holdfast.deps.tickets.find(id))!);
const holder = async (id: string) =>
  (await holdfast.deps.tickets.find(id))?.assignment?.assignee.name ?? null;

/** A ticket that Bob was given at that time. */
async function bobs(time: string): Promise<string> {
  const fields = { title: 'Help me', description: 'please' };
  const { id } = await createTicket(depsAt(time), ALICE, { source: 'api', input: fields, id: randomUUID() });
  await assignTicket(depsAt(time), SYSTEM_ACTOR, id, bob.id);
  return id;
}

async function trail(ticketId: string) {
  const page = { ticketId, includeInternal: true, pageSize: 100 };
  return (await holdfast.deps.tickets.events(page)).items;
}

describe('a ticket that is not accepted when its assignee’s shift ends', () => {
  it('goes to a moderator at work at that instant, once, with a mail and both steps in the activity log', async () => {
    await staff({ calendar: 'early' }, { calendar: 'late' });
    const id = await bobs('15:00');
    const loads = async () =>
      (await users().find({ role: 'moderator' }).toArray()).map((user: any) => user.load);
    expect((await look(id, '15:00')).nextLookAt).toBe(at('16:00').toISOString());
    await advance(id, '15:59');
    expect(await holder(id)).toBe('Bob');
    const before = await loads();

    await Promise.all([advance(id, '16:00'), advance(id, '16:00')]);
    const after = await advance(id, '16:00');
    expect(after).toMatchObject({ assignment: { assignee: { name: 'Carol' } }, declinedBy: [] });
    const events = (await trail(id)).slice(2);
    expect(events.map(({ type, isInternal }) => [type, isInternal])).toEqual([
      ['ticket.unassigned', true],
      ['ticket.assigned', false],
    ]);
    expect(events[0]!.details).toMatchObject({ due_at: at('16:00').toISOString(), assignee: { to: null } });
    const mails = await holdfast.mongo.collection('deliveries').find({ ticketId: id }).toArray();
    expect(mails.map(({ recipient }) => recipient.name)).toEqual(['Bob', 'Carol']);
    expect((await loads()).map((load: number, index: number) => load - before[index]).sort()).toEqual([
      -1, 1,
    ]);
    expect((await look(id, '16:00')).nextLookAt).toBe(at('20:00').toISOString());
  });

  it('stays if no moderator is at work, is offered repeatedly, and is kept when they return', async () => {
    await staff({ calendar: 'early' }, { calendar: 'early' });
    const id = await bobs('15:00');
    for (const time of ['16:00', '23:00']) {
      expect(await advance(id, time)).toMatchObject({ version: 2 });
      const retryAt = new Date(at(time).getTime() + 5 * 60_000).toISOString();
      expect((await look(id, time)).nextLookAt).toBe(retryAt);
    }
    await users().updateOne({ _id: carol.id }, { $set: { calendar: null, capacity: 0 } });
    await advance(id, '23:10');
    expect(await holder(id)).toBe('Bob');
    await users().updateOne({ _id: carol.id }, { $set: { capacity: 100 } });
    await advance(id, '23:15');
    expect(await holder(id)).toBe('Carol');
  });

  it('stays with an assignee who accepted it, also at the same moment', async () => {
    await staff({ calendar: 'early' }, { calendar: 'late' });
    const [kept, raced] = [await bobs('15:00'), await bobs('15:00')];
    await acceptTicket(depsAt('15:30'), bob, kept);
    expect(await advance(kept, '16:00')).toMatchObject({ assignment: { assignee: { name: 'Bob' } } });

    const [accepted] = await Promise.allSettled([
      acceptTicket(depsAt('16:00'), bob, raced),
      advance(raced, '16:00'),
    ]);
    expect(await holder(raced)).toBe(accepted.status === 'fulfilled' ? 'Bob' : 'Carol');
  });

  it('waits for the next shift of an assignee who got it in the evening', async () => {
    await staff({ calendar: 'early' }, { calendar: 'late' });
    const id = await bobs('17:00');
    await advance(id, '18:00');
    expect(await holder(id)).toBe('Bob');
    expect((await look(id, '18:00')).nextLookAt).toBe('2031-12-09T16:00:00.000Z');
  });
});

describe('an unaccepted ticket of a moderator out of office', () => {
  it('moves when the absence begins, never to an absent moderator, and never back', async () => {
    const absence = { from: at('13:00'), until: null };
    await staff({ absence }, { calendar: 'late' });
    const id = await bobs('12:30');
    expect((await look(id, '12:30')).nextLookAt).toBe(at('13:00').toISOString());
    await users().updateOne({ _id: carol.id }, { $set: { absence } });
    await advance(id, '13:00');
    expect(await holder(id)).toBe('Bob');
    await users().updateOne({ _id: carol.id }, { $set: { absence: null } });
    await advance(id, '14:00');
    expect(await holder(id)).toBe('Carol');
    await advance(id, '20:00');
    expect(await holder(id)).toBe('Carol');
    expect(await autoAssignTicket(depsAt('20:05'), id)).toMatchObject({
      assignment: { assignee: { name: 'Carol' } },
    });
  });
});

describe('changed working hours of a moderator', () => {
  it('re-evaluate exactly the tickets that wait for them, page by page', async () => {
    await staff({}, {});
    const erin = { id: randomUUID(), name: 'Erin' };
    const source = await bobs('10:00');
    const tickets = holdfast.mongo.collection<any>('tickets');
    const template = (await tickets.findOne({ _id: source }))!;
    const open = { assignee: erin, at: at('10:00'), acceptedAt: null };
    const copies = Array.from({ length: 120 }, (_, index) => ({
      ...template,
      _id: randomUUID(),
      number: `TKT-2032-${String(index).padStart(6, '0')}`,
      assignment: open,
      ...(index % 3 === 0 ? { assignment: { ...open, acceptedAt: at('10:01') } } : {}),
      ...(index % 3 === 1 ? { status: 'in_progress' } : {}),
    }));
    await tickets.insertMany(copies);
    const poked: string[] = [];
    const gateway = {
      ...holdfast.deps.gateway,
      wake: ({ ticketId }: { ticketId: string }) => {
        poked.push(ticketId);
        return Promise.resolve();
      },
    };
    const input = { eventId: 'event-1', accountId: erin.id };
    let rounds = 0;
    for (let afterId: string | null = null; rounds === 0 || afterId !== null; rounds += 1) {
      ({ afterId } = await replanTickets({ tickets: holdfast.deps.tickets, gateway }, { ...input, afterId }));
    }
    const waiting = copies.filter((_, index) => index % 3 === 2).map(({ _id }) => _id);
    expect([rounds, poked.sort()]).toEqual([7, waiting.sort()]);
  });
});
