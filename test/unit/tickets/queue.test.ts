import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayAddPlaces } from '../../../src/domain/accounts/account-events.js';
import { mayFreePlace } from '../../../src/domain/tickets/events.js';
import {
  compareQueued,
  toQueued,
  queuePlace,
  serveQueue,
  type QueuedTicket,
} from '../../../src/domain/tickets/queue.js';
import { loadShift, weigh } from '../../../src/domain/tickets/assignment/load.js';
import { fits } from '../../../src/domain/tickets/assignment/routing.js';
import { PRIORITIES, type Priority } from '../../../src/domain/ticket-fields.js';
import { aModerator, aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const SKILLS = ['vpn', 'printer', 'email'];
const NOW = () => T0;

function waiting(id: string, fields: Partial<QueuedTicket> = {}): QueuedTicket {
  return { ...toQueued(aTicket({ id, number: id })), ...fields };
}

describe('the order of the queue', () => {
  it('is priority, then the time that is left, then age', () => {
    const inOrder = [
      waiting('1', { priority: 'urgent', dueAt: minutes(900) }),
      waiting('2', { priority: 'high', dueAt: minutes(10) }),
      waiting('3', { priority: 'high', dueAt: minutes(20), createdAt: minutes(-5) }),
      waiting('4', { priority: 'high', dueAt: minutes(20) }),
      waiting('5', { priority: 'low', dueAt: minutes(-50) }),
    ];
    expect([...inOrder].reverse().sort(compareQueued)).toEqual(inOrder);
  });

  it('contains only tickets that wait for an assignee', () => {
    const triage = { ...aTicket().triage, state: 'done' } as const;
    const ticket = aTicket({ queuedAt: T0, triage, priority: 'high' });
    expect(queuePlace(ticket)).toEqual({ rank: 1, dueAt: ticket.sla.firstResponse.dueAt });
    const assignment = { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: null };
    for (const change of [
      { queuedAt: null },
      { autoAssign: false },
      { status: 'resolved' },
      { assignment },
      { triage: aTicket().triage },
    ] as const) {
      expect(queuePlace({ ...ticket, ...change })).toBeNull();
    }
  });

  it('gives a free place to the first fitting ticket, and blocks no other', () => {
    const [bob, carol] = [
      aModerator('bob', { skills: ['vpn'], capacity: 1 }),
      aModerator('carol', { skills: ['email'], capacity: 1 }),
    ];
    const queue = [
      waiting('1', { requiredSkills: ['email'], declinedBy: ['carol'] }),
      waiting('2', { requiredSkills: ['vpn'] }),
      waiting('3', { requiredSkills: ['vpn'] }),
      waiting('4', { requiredSkills: ['email'] }),
    ];
    const { tickets, people } = serveQueue(queue, [bob, carol], {
      synonyms: new Map(),
      at: T0,
      worksFrom: NOW,
    });
    expect(tickets.map(({ id }) => id)).toEqual(['2', '4']);
    expect(people.map(({ load }) => load)).toEqual([1, 1]);
  });
});

describe('the weight of a ticket', () => {
  const weights = { low: 1, medium: 1, high: 2, urgent: 3 };
  const assignment = { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: null };
  const urgent = aTicket({ priority: 'urgent', assignment });

  it('is set by priority when it becomes a load, and stays until priority or assignee change', () => {
    const heavy = weigh(null, urgent, weights);
    expect(loadShift(null, heavy)).toEqual({ from: null, to: { id: 'bob', weight: 3 } });
    expect(weigh(heavy, { ...urgent, title: 'Other' }, null).assignment?.weight).toBe(3);
    const lower = weigh(heavy, { ...heavy, priority: 'low' }, weights);
    expect(lower.assignment).toEqual(assignment);
    expect(loadShift(heavy, lower)).toEqual({ from: { id: 'bob', weight: 3 }, to: { id: 'bob', weight: 1 } });
    expect(loadShift(heavy, { ...heavy, status: 'resolved' })).toEqual({
      from: { id: 'bob', weight: 3 },
      to: null,
    });
    expect(loadShift(heavy, { ...heavy, title: 'Other' })).toBeNull();
  });

  it('counts when the queue gives free places away', () => {
    const queue = [waiting('1', { priority: 'urgent' }), waiting('2'), waiting('3')];
    const serve = (context: object) =>
      serveQueue(queue, [aModerator('bob', { capacity: 3 })], { synonyms: new Map(), at: T0, ...context });
    expect(serve({}).tickets).toHaveLength(3);
    expect(serve({ weights }).tickets.map(({ id }) => id)).toEqual(['1']);
  });
});

describe('property: a queue', () => {
  const ticket = fc.record({
    priority: fc.constantFrom<Priority>(...PRIORITIES),
    dueAt: fc.integer({ min: -100, max: 100 }).map(minutes),
    requiredSkills: fc.subarray(SKILLS),
    declinedBy: fc.subarray(['0', '1', '2']),
  });
  const person = fc.record({
    capacity: fc.nat({ max: 3 }),
    skills: fc.subarray(SKILLS, { minLength: 1 }),
    isActive: fc.boolean(),
  });

  it('never serves a lower ticket before a fitting higher one, and leaves no usable place', () => {
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 12 }), fc.array(person, { maxLength: 4 }), (drawn, staff) => {
        const queue = drawn.map((fields, index) => waiting(String(index), fields)).sort(compareQueued);
        const people = staff.map((fields, index) => aModerator(String(index), fields));
        const known = people.filter(({ isActive }) => isActive).flatMap(({ skills }) => skills);
        const { tickets, people: after } = serveQueue(queue, people, {
          synonyms: new Map(),
          at: T0,
          worksFrom: NOW,
        });
        for (const [index, higher] of queue.entries()) {
          if (tickets.includes(higher)) continue;
          const wanted = higher.requiredSkills.filter((skill) => known.includes(skill));
          const served = tickets.filter((each) => queue.indexOf(each) < index);
          // What was left when its turn came, had all before it been served alone.
          const left = serveQueue(served, people, { synonyms: new Map(), at: T0, worksFrom: NOW }).people;
          for (const each of left) {
            const mayTake =
              each.isActive &&
              each.load < each.capacity &&
              !higher.declinedBy.includes(each.id) &&
              fits(each, wanted, new Map());
            expect(mayTake).toBe(false);
          }
        }
        for (const { load, capacity } of after) expect(load).toBeLessThanOrEqual(capacity);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a place may have become free', () => {
  const bob = { id: 'bob', name: 'Bob' };

  it.each([
    ['ticket.status_changed', { status: { from: 'in_progress', to: 'resolved' } }, true],
    ['ticket.status_changed', { status: { from: 'open', to: 'cancelled' } }, true],
    ['ticket.status_changed', { status: { from: 'resolved', to: 'closed' } }, false],
    ['ticket.status_changed', { status: { from: 'open', to: 'in_progress' } }, false],
    ['ticket.unassigned', { assignee: { from: bob, to: null } }, true],
    ['sla.escalated', { assignee: { from: bob, to: { id: 'carol', name: 'Carol' } } }, true],
    ['ticket.assigned', { assignee: { from: null, to: bob } }, false],
    ['ticket.queued', {}, true],
    ['ticket.deleted', {}, true],
    ['ticket.commented', {}, false],
  ] as const)('%s %j: %s', (type, details, expected) => {
    expect(mayFreePlace({ type, details })).toBe(expected);
  });

  it.each([
    ['account.created', {}, true],
    ['account.edited', { capacity: { from: 1, to: 2 } }, true],
    ['account.edited', { availability: { from: {}, to: null } }, true],
    ['account.reactivated', { is_active: { from: false, to: true } }, true],
    ['account.edited', { name: { from: 'Bob', to: 'Rob' } }, false],
    ['account.signed_in', {}, false],
  ] as const)('%s %j: %s', (type, details, expected) => {
    expect(mayAddPlaces({ type, details })).toBe(expected);
  });
});
