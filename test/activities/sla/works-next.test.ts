import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import type { Absence } from '../../../src/domain/sla/availability.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { acceptTicket } from '../../../src/app/tickets/assignment/accept-ticket.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import { releaseTickets } from '../../../src/app/tickets/assignment/release-tickets.js';
import { WEEKDAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { aStep } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

/** Days of December 2031; the twelfth is a Friday. */
const at = (day: number, time: string) => new Date(`2031-12-${String(day).padStart(2, '0')}T${time}:00Z`);
const [FRIDAY, SATURDAY, MONDAY] = [12, 13, 15];

const shift = (name: string, start: string, end: string): Calendar => {
  const weekdays = WEEKDAYS.filter((day) => day !== 'saturday' && day !== 'sunday');
  return officeHours({
    name,
    timeZone: 'UTC',
    week: Object.fromEntries(weekdays.map((day) => [day, [{ start, end }]])),
  });
};

const YEARS = { firstResponseMinutes: 500_000, resolutionMinutes: 500_000 };
const HOUR = { ...YEARS, resolutionMinutes: 60 };

let holdfast: Holdfast;
let people: Record<'Bob' | 'Carol', Actor & { readonly id: string }>;

beforeAll(async () => {
  holdfast = await startHoldfast({
    worker: false,
    policy: {
      warnAtShare: null,
      targets: { low: YEARS, medium: YEARS, high: HOUR, urgent: YEARS },
      acknowledgeMinutes: 30,
      escalation: [aStep('reassign', 0)],
    },
  });
  for (const [name, start, end] of [
    ['eight', '08:00', '17:00'],
    ['half-past', '08:30', '17:30'],
    ['two', '14:00', '22:00'],
  ] as const) {
    await holdfast.deps.calendars.addIfMissing(shift(name, start, end));
  }
  const [bob, carol] = await Promise.all([person('bob'), person('carol')]);
  people = { Bob: bob, Carol: carol };
});
afterAll(() => holdfast.close());
beforeEach(() => staff({}, {}));

async function person(name: string) {
  const user = await holdfast.deps.users.findByEmail(`${name}@holdfast.local`);
  return { type: 'user', id: user!.id, name: user!.name, role: 'moderator' } as const;
}

interface Hours {
  readonly calendar?: string | null;
  readonly absence?: Absence | null;
  readonly capacity?: number;
  readonly load?: number;
}

async function staff(bobs: Hours, carols: Hours): Promise<void> {
  const users = holdfast.mongo.collection<{ _id: string }>('users');
  const everybody = { calendar: null, absence: null, capacity: 100, load: 0, lastAssignedAt: null };
  await users.updateOne({ _id: people.Bob.id }, { $set: { ...everybody, ...bobs } });
  await users.updateOne({ _id: people.Carol.id }, { $set: { ...everybody, ...carols } });
}

const depsAt = (now: Date) => ({ ...holdfast.deps, clock: { now: () => now } });
const advance = (id: string, now: Date) => advanceTicket(depsAt(now), id);
const found = async (id: string) => (await holdfast.deps.tickets.find(id))!;
const holder = async (id: string) => (await found(id)).assignment?.assignee.name ?? null;
const nextLook = async (id: string, now: Date) =>
  (await lookAtTicket(depsAt(now), await found(id))).nextLookAt;

async function newTicket(now: Date, priority: 'medium' | 'high' = 'medium'): Promise<string> {
  const fields = { title: 'Help me', description: 'please', priority };
  return (await createTicket(depsAt(now), ALICE, { source: 'api', input: fields, id: randomUUID() })).id;
}

async function assignedAt(now: Date): Promise<string> {
  const id = await newTicket(now);
  await autoAssignTicket(depsAt(now), id);
  return id;
}

describe('the next moderator at work', () => {
  const evening = at(FRIDAY, '20:00');
  const leave = { from: at(SATURDAY, '00:00'), until: at(22, '00:00') };

  it('is not one on leave by then, and the search pauses over the weekend', async () => {
    await staff({ calendar: 'eight', absence: leave }, { calendar: 'half-past' });
    const id = await assignedAt(evening);
    expect(await holder(id)).toBe('Carol');
    expect(await nextLook(id, evening)).toBe(at(MONDAY, '09:00').toISOString());
    await advance(id, at(SATURDAY, '00:00'));
    expect(await holder(id)).toBe('Carol');

    await staff({ calendar: 'eight' }, { calendar: 'half-past' });
    expect(await holder(await assignedAt(evening))).toBe('Bob');
  });

  it('is the one who returns from leave first', async () => {
    const absence = { from: at(FRIDAY, '08:00'), until: at(MONDAY, '00:00') };
    await staff({ absence }, { calendar: 'two' });
    const night = at(FRIDAY, '22:30');
    const id = await assignedAt(night);
    expect(await holder(id)).toBe('Bob');
    expect(await nextLook(id, night)).toBe(at(MONDAY, '00:30').toISOString());
    await advance(id, at(SATURDAY, '12:00'));
    expect(await holder(id)).toBe('Bob');
    await advance(id, at(MONDAY, '00:30'));
    await autoAssignTicket(depsAt(at(MONDAY, '00:30')), id);
    expect(await holder(id)).toBe('Carol');
  });

  it('is none if all are on long leave: the ticket is queued and the managers are notified', async () => {
    await staff({ absence: leave }, { absence: { from: at(FRIDAY, '00:00'), until: null } });
    const id = await assignedAt(at(SATURDAY, '08:00'));
    expect(await found(id)).toMatchObject({ assignment: null, queuedAt: at(SATURDAY, '08:00') });
  });

  it('gets the ticket immediately if the assignee goes on leave before starting', async () => {
    await staff({ calendar: 'eight' }, { calendar: 'half-past' });
    const id = await assignedAt(evening);
    expect(await holder(id)).toBe('Bob');
    await staff({ calendar: 'eight', absence: leave }, { calendar: 'half-past' });
    expect(await nextLook(id, evening)).toBe(at(SATURDAY, '00:00').toISOString());
    await advance(id, at(SATURDAY, '00:00'));
    expect(await holder(id)).toBe('Carol');
    expect(await nextLook(id, at(SATURDAY, '00:00'))).toBe(at(MONDAY, '09:00').toISOString());
  });

  it('is the assignee if they return before all others', async () => {
    await staff({}, { calendar: 'two' });
    const id = await newTicket(at(SATURDAY, '10:50'));
    await assignTicket(depsAt(at(SATURDAY, '10:50')), SYSTEM_ACTOR, id, people.Bob.id);
    const leaveUntil = (until: Date) =>
      staff({ absence: { from: at(SATURDAY, '11:00'), until } }, { calendar: 'two' });
    await leaveUntil(at(MONDAY, '14:00'));
    await advance(id, at(SATURDAY, '11:00'));
    expect(await holder(id)).toBe('Bob');
    await leaveUntil(at(MONDAY, '14:01'));
    await advance(id, at(SATURDAY, '11:05'));
    expect(await holder(id)).toBe('Carol');
  });
});

describe('a ticket in progress that is reassigned', () => {
  const begun = async () => {
    const id = await newTicket(at(FRIDAY, '15:59'), 'high');
    await assignTicket(depsAt(at(FRIDAY, '15:59')), SYSTEM_ACTOR, id, people.Bob.id);
    await acceptTicket(depsAt(at(FRIDAY, '16:00')), people.Bob, id);
    return id;
  };

  it('leaves an assignee who has not accepted it, as an open ticket does', async () => {
    await staff({}, { calendar: 'eight' });
    const id = await begun();
    await advance(id, at(FRIDAY, '16:59'));
    expect(await found(id)).toMatchObject({
      status: 'in_progress',
      assignment: { assignee: { name: 'Carol' }, acceptedAt: null },
    });
    expect(await nextLook(id, at(FRIDAY, '16:59'))).toBe(at(FRIDAY, '17:00').toISOString());
    await advance(id, at(FRIDAY, '17:00'));
    expect(await found(id)).toMatchObject({
      status: 'in_progress',
      assignment: { assignee: { name: 'Bob' }, acceptedAt: null },
      declinedBy: [],
    });
    // Nor does it stay with him for ever.
    expect(await nextLook(id, at(FRIDAY, '17:00'))).toBe(at(FRIDAY, '17:30').toISOString());
    await advance(id, at(FRIDAY, '17:30'));
    expect(await found(id)).toMatchObject({ declinedBy: [people.Bob.id] });
  });

  it('stays with an assignee after any work on it', async () => {
    await staff({}, { calendar: 'two' });
    const id = await begun();
    await advance(id, at(FRIDAY, '16:59'));
    expect(await holder(id)).toBe('Carol');
    const note = { body: 'On it.', isInternal: true };
    await addComment(depsAt(at(FRIDAY, '17:10')), people.Carol, id, note, randomUUID());
    await advance(id, at(FRIDAY, '23:00'));
    expect(await found(id)).toMatchObject({
      assignment: { assignee: { name: 'Carol' }, acceptedAt: at(FRIDAY, '17:10') },
    });
  });

  it('also moves on if a person assigned it, or if its assignee has left', async () => {
    await staff({}, { calendar: 'eight' });
    const [given, released] = [await begun(), await begun()];
    await assignTicket(depsAt(at(FRIDAY, '16:10')), SYSTEM_ACTOR, given, people.Carol.id);
    expect(await nextLook(given, at(FRIDAY, '16:10'))).toBe(at(FRIDAY, '16:40').toISOString());
    await advance(given, at(FRIDAY, '16:40'));
    expect(await found(given)).toMatchObject({ declinedBy: [people.Carol.id], status: 'in_progress' });

    const users = holdfast.mongo.collection<{ _id: string }>('users');
    await users.updateOne({ _id: people.Bob.id }, { $set: { isActive: false } });
    try {
      await releaseTickets(depsAt(at(FRIDAY, '16:20')), people.Bob.id);
      await autoAssignTicket(depsAt(at(FRIDAY, '16:21')), released);
      expect(await holder(released)).toBe('Carol');
      expect(await nextLook(released, at(FRIDAY, '16:21'))).toBe(at(FRIDAY, '16:51').toISOString());
    } finally {
      await users.updateOne({ _id: people.Bob.id }, { $set: { isActive: true } });
    }
  });

  it('does not change if an earlier version assigned it', async () => {
    await staff({}, { calendar: 'eight' });
    const id = await begun();
    await holdfast.mongo.collection<{ _id: string }>('tickets').updateOne(
      { _id: id },
      {
        $set: {
          'assignment.assignee': { id: people.Carol.id, name: 'Carol' },
          'assignment.acceptedAt': null,
        },
        $unset: { 'assignment.expectedAt': '' },
      },
    );
    await advance(id, at(FRIDAY, '16:58'));
    expect(await holder(id)).toBe('Carol');
    expect(await nextLook(id, at(FRIDAY, '16:58'))).toBe(at(FRIDAY, '16:59').toISOString());
  });
});
