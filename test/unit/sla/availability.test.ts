import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { endOfWork, isWorkingTime, workingMsBetween } from '../../../src/domain/sla/calendar/working-time.js';
import { unavailableFrom, newAssignment } from '../../../src/domain/tickets/assignment/reassignment.js';
import { leavesAt, worksNext, type Availability, isAbsent } from '../../../src/domain/sla/availability.js';
import { chooseSuccessor } from '../../../src/domain/tickets/assignment/routing.js';
import { changeStatus } from '../../../src/domain/tickets/transitions.js';
import { aModerator, aTicket, minutes } from '../../support/tickets/builders.js';
import { calendarCases, officeHours } from '../../support/sla/calendars.js';

const day = [
  { start: '09:00', end: '12:00' },
  { start: '12:00', end: '17:00' },
];
const office = officeHours({ timeZone: 'UTC', week: { monday: day, tuesday: day } });
const monday = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const tuesday = (time: string) => new Date(`2026-03-03T${time}:00Z`);

describe('the end of a shift', () => {
  it('is the end of adjoining shifts, or of the next shift; without a pause there is none', () => {
    expect(endOfWork(office, monday('09:00'))).toEqual(monday('17:00'));
    expect(endOfWork(office, monday('16:59'))).toEqual(monday('17:00'));
    expect(endOfWork(office, monday('17:00'))).toEqual(tuesday('17:00'));
    expect(() => endOfWork(ALWAYS, monday('09:00'))).toThrow();
    expect(() => endOfWork(officeHours({ week: {} }), monday('09:00'))).toThrow();
  });
});

describe('an assignee who has had a ticket since an instant', () => {
  const worker: Availability = { calendar: office, absence: null };
  const leaves = (presence: Availability, since: Date, at: Date) => leavesAt(presence, since, at);

  it('leaves it when their shift ends, until the next shift', () => {
    expect(leaves(worker, monday('10:00'), monday('11:00'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), monday('17:00'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), tuesday('08:59'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), tuesday('09:00'))).toEqual(tuesday('17:00'));
  });

  it('does not leave a ticket assigned outside working hours before their next shift', () => {
    expect(leaves(worker, monday('20:00'), monday('21:00'))).toEqual(tuesday('17:00'));
  });

  it('leaves it during an absence, whenever it was assigned', () => {
    const absence = { from: monday('12:00'), until: tuesday('12:00') };
    const away = { calendar: office, absence };
    expect(leaves(away, monday('10:00'), monday('11:00'))).toEqual(monday('12:00'));
    expect(leaves(away, monday('13:00'), monday('13:00'))).toEqual(monday('12:00'));
    expect(leaves(away, monday('10:00'), tuesday('12:00'))).toEqual(tuesday('17:00'));
    expect(leaves({ calendar: null, absence }, monday('10:00'), monday('11:00'))).toEqual(monday('12:00'));
    const later = { from: tuesday('08:00'), until: null };
    expect(leaves({ calendar: office, absence: later }, monday('10:00'), monday('11:00'))).toEqual(
      monday('17:00'),
    );
  });

  it('never leaves it if they are always or never at work', () => {
    expect(leaves({ calendar: null, absence: null }, monday('10:00'), monday('11:00'))).toBeNull();
    expect(leaves({ calendar: ALWAYS, absence: null }, monday('10:00'), monday('11:00'))).toBeNull();
    const never = { calendar: officeHours({ week: {} }), absence: null };
    expect(leaves(never, monday('10:00'), monday('11:00'))).toBeNull();
    const past = { calendar: null, absence: { from: monday('08:00'), until: monday('09:00') } };
    expect(leaves(past, monday('10:00'), monday('11:00'))).toBeNull();
  });

  it('keeps an accepted ticket', () => {
    const assignee = { id: 'bob', name: 'Bob' };
    const lying = aTicket({ assignment: { assignee, at: monday('10:00'), acceptedAt: null } });
    const taken = { ...lying, assignment: { assignee, at: monday('10:00'), acceptedAt: monday('10:01') } };
    expect(unavailableFrom(lying, worker, monday('18:00'))).toEqual(monday('17:00'));
    expect(unavailableFrom(taken, worker, monday('18:00'))).toBeNull();
    expect(unavailableFrom({ ...lying, status: 'in_progress' }, worker, monday('18:00'))).toBeNull();
  });

  it('leaves an unaccepted ticket in progress, but not one that waits for its requester', () => {
    const assignment = newAssignment({ id: 'bob', name: 'Bob' }, monday('16:59'));
    const given = aTicket({ status: 'in_progress', assignment });
    expect(unavailableFrom(given, worker, monday('16:59'))).toEqual(monday('17:00'));
    expect(unavailableFrom({ ...given, status: 'waiting_on_user' }, worker, monday('18:00'))).toBeNull();
    const accepted = { ...assignment, acceptedAt: monday('16:59') };
    expect(unavailableFrom({ ...given, assignment: accepted }, worker, monday('18:00'))).toBeNull();
  });

  it('gets the full time to accept when the ticket returns to them', () => {
    const assignment = newAssignment({ id: 'bob', name: 'Bob' }, monday('10:00'));
    for (const status of ['waiting_on_user', 'resolved'] as const) {
      const back = changeStatus(aTicket({ status, assignment }), 'in_progress', tuesday('10:00'), null);
      expect(back.assignment?.expectedAt).toEqual(tuesday('10:00'));
      expect(unavailableFrom(back, worker, tuesday('11:00'))).toEqual(tuesday('17:00'));
      const taken = { ...assignment, acceptedAt: monday('10:01') };
      const kept = changeStatus(
        aTicket({ status, assignment: taken }),
        'in_progress',
        tuesday('10:00'),
        null,
      );
      expect(kept.assignment).toEqual(taken);
    }
  });

  it('waits for the assignee who returns first, unless their absence is extended', () => {
    const absence = { from: monday('00:00'), until: tuesday('09:00') };
    const away = { calendar: office, absence };
    expect(leaves(away, tuesday('09:00'), monday('10:00'))).toEqual(tuesday('17:00'));
    expect(leaves({ calendar: null, absence }, tuesday('09:00'), monday('10:00'))).toBeNull();
    const longer = { from: monday('00:00'), until: tuesday('09:01') };
    expect(leaves({ calendar: office, absence: longer }, tuesday('09:00'), monday('10:00'))).toEqual(
      longer.from,
    );
    const later = { from: monday('20:00'), until: null };
    expect(leaves({ calendar: office, absence: later }, tuesday('09:00'), monday('10:00'))).toEqual(
      later.from,
    );
  });
});

describe('the next working time of a person', () => {
  const next = (presence: Partial<Availability>, at: Date) =>
    worksNext({ calendar: office, absence: null, ...presence }, at);
  const leave = (from: Date, until: Date | null) => ({ absence: { from, until } });

  it('is now during a shift, and otherwise the start of the next shift', () => {
    expect(next({ calendar: null }, monday('03:00'))).toEqual(monday('03:00'));
    expect(next({}, monday('10:00'))).toEqual(monday('10:00'));
    expect(next({}, monday('17:00'))).toEqual(tuesday('09:00'));
    expect(next({ calendar: officeHours({ week: {} }) }, monday('10:00'))).toBeNull();
  });

  it('is after an absence that has begun by then', () => {
    const sunday = new Date('2026-03-01T20:00:00Z');
    expect(next(leave(monday('00:00'), monday('20:00')), sunday)).toEqual(tuesday('09:00'));
    expect(next(leave(monday('09:00'), monday('10:30')), sunday)).toEqual(monday('10:30'));
    expect(next({ calendar: null, ...leave(sunday, monday('00:00')) }, sunday)).toEqual(monday('00:00'));
    expect(next(leave(monday('09:01'), monday('10:30')), sunday)).toEqual(monday('09:00'));
    expect(next(leave(monday('05:00'), monday('06:00')), sunday)).toEqual(monday('09:00'));
    expect(next(leave(monday('10:00'), monday('10:30')), monday('10:00'))).toEqual(monday('10:30'));
  });

  it('is none during an absence of more than three days, or without an end', () => {
    const from = monday('08:00');
    expect(next({ calendar: null, ...leave(from, minutes(72 * 60)) }, minutes(0))).toEqual(minutes(72 * 60));
    expect(next({ calendar: null, ...leave(from, minutes(72 * 60 + 1)) }, minutes(0))).toBeNull();
    expect(next({ calendar: null, ...leave(from, null) }, minutes(0))).toBeNull();
  });

  it('property: is never in an absence or outside working time, and there is no earlier one', () => {
    fc.assert(
      fc.property(calendarCases, fc.nat({ max: 5_000 }), fc.nat({ max: 5_000 }), (drawn, begins, lasts) => {
        const { calendar, at } = drawn;
        const plus = (from: Date, count: number) => new Date(from.getTime() + count * 60_000);
        const absence = { from: plus(at, begins - 2_500), until: plus(at, begins - 2_500 + lasts) };
        const start = worksNext({ calendar, absence }, at);
        fc.pre(start !== null);
        expect(isAbsent(absence, start)).toBe(false);
        expect(isWorkingTime(calendar, start)).toBe(true);
        const idleMs = workingMsBetween(calendar, at, start);
        const [from, until] = [absence.from, absence.until].map((edge) =>
          edge < at ? at : edge > start ? start : edge,
        );
        expect(idleMs).toBe(workingMsBetween(calendar, from!, until!));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the successor of an assignee who has left', () => {
  const instant = fc.integer({ min: -100, max: 100 }).map(minutes);
  const absence = fc.option(fc.record({ from: instant, until: fc.option(instant) }));
  const person = fc.record({
    absence,
    isActive: fc.boolean(),
    load: fc.nat({ max: 3 }),
    capacity: fc.nat({ max: 3 }),
    skills: fc.subarray(['vpn', 'printer', 'email']),
    worksFrom: instant,
  });

  it('is active, at work and below capacity, has the skills, and has not declined', () => {
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 6 }),
        fc.subarray(['vpn', 'printer', 'email']),
        fc.subarray(['0', '1', '2']),
        instant,
        (drawn, requiredSkills, declinedBy, at) => {
          const people = drawn.map(({ worksFrom: _, ...fields }, id) => aModerator(String(id), fields));
          const worksFrom = ({ id }: { readonly id: string }) => drawn[Number(id)]!.worksFrom;
          const assignment = { assignee: { id: '3', name: '3' }, at, acceptedAt: null };
          const ticket = aTicket({ requiredSkills, declinedBy, assignment });
          const isFit = (candidate: (typeof people)[number]) =>
            candidate.isActive &&
            worksFrom(candidate) <= at &&
            !isAbsent(candidate.absence, at) &&
            candidate.load < candidate.capacity &&
            candidate.id !== '3' &&
            !declinedBy.includes(candidate.id);
          const chosen = chooseSuccessor(people, ticket, { synonyms: new Map(), at, worksFrom });
          if (chosen !== null) return isFit(chosen);
          const known = people.filter(({ isActive }) => isActive).flatMap(({ skills }) => skills);
          const wanted = requiredSkills.filter((skill) => known.includes(skill));
          const isUseful = ({ skills }: (typeof people)[number]) =>
            wanted.length === 0 || wanted.some((skill) => skills.includes(skill));
          return !people.some((candidate) => isFit(candidate) && isUseful(candidate));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
