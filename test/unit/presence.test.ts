import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS } from '../../src/domain/calendar/calendar.js';
import { endOfWork } from '../../src/domain/calendar/working-time.js';
import { leftBehindAt } from '../../src/domain/passing-on.js';
import { leavesAt, type Presence } from '../../src/domain/presence.js';
import { chooseSuccessor } from '../../src/domain/routing.js';
import { isAbsent } from '../../src/domain/user.js';
import { aModerator, aTicket, minutes } from '../support/builders.js';
import { officeHours } from '../support/calendars.js';

const day = [
  { start: '09:00', end: '12:00' },
  { start: '12:00', end: '17:00' },
];
const office = officeHours({ timeZone: 'UTC', week: { monday: day, tuesday: day } });
const monday = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const tuesday = (time: string) => new Date(`2026-03-03T${time}:00Z`);

describe('the end of a shift', () => {
  it('is that of shifts that touch, of the next one outside working time, and of none without a pause', () => {
    expect(endOfWork(office, monday('09:00'))).toEqual(monday('17:00'));
    expect(endOfWork(office, monday('16:59'))).toEqual(monday('17:00'));
    expect(endOfWork(office, monday('17:00'))).toEqual(tuesday('17:00'));
    expect(() => endOfWork(ALWAYS, monday('09:00'))).toThrow();
    expect(() => endOfWork(officeHours({ week: {} }), monday('09:00'))).toThrow();
  });
});

describe('somebody who has something since an instant', () => {
  const worker: Presence = { calendar: office, absence: null };
  const leaves = (presence: Presence, since: Date, at: Date) => leavesAt(presence, since, at);

  it('leaves it at the end of their shift, until they are back', () => {
    expect(leaves(worker, monday('10:00'), monday('11:00'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), monday('17:00'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), tuesday('08:59'))).toEqual(monday('17:00'));
    expect(leaves(worker, monday('10:00'), tuesday('09:00'))).toEqual(tuesday('17:00'));
  });

  it('does not leave what they were given outside their hours before they have worked', () => {
    expect(leaves(worker, monday('20:00'), monday('21:00'))).toEqual(tuesday('17:00'));
  });

  it('leaves it while they are out of office, whenever they were given it', () => {
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

  it('never leaves it where they are always there, or never', () => {
    expect(leaves({ calendar: null, absence: null }, monday('10:00'), monday('11:00'))).toBeNull();
    expect(leaves({ calendar: ALWAYS, absence: null }, monday('10:00'), monday('11:00'))).toBeNull();
    const never = { calendar: officeHours({ week: {} }), absence: null };
    expect(leaves(never, monday('10:00'), monday('11:00'))).toBeNull();
    const past = { calendar: null, absence: { from: monday('08:00'), until: monday('09:00') } };
    expect(leaves(past, monday('10:00'), monday('11:00'))).toBeNull();
  });

  it('leaves nothing behind that they have taken on', () => {
    const assignee = { id: 'bob', name: 'Bob' };
    const lying = aTicket({ assignment: { assignee, at: monday('10:00'), acceptedAt: null } });
    const taken = { ...lying, assignment: { assignee, at: monday('10:00'), acceptedAt: monday('10:01') } };
    expect(leftBehindAt(lying, worker, monday('18:00'))).toEqual(monday('17:00'));
    expect(leftBehindAt(taken, worker, monday('18:00'))).toBeNull();
    expect(leftBehindAt({ ...lying, status: 'in_progress' }, worker, monday('18:00'))).toBeNull();
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

  it('is at work, active, not absent, has room and skills, and has not declined, whoever there is', () => {
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
          const chosen = chooseSuccessor(people, ticket, new Map(), at, worksFrom);
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
