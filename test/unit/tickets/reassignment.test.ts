import { describe, expect, it } from '@jest/globals';
import { newTicket } from '../../../src/app/tickets/create-ticket.js';
import { ALWAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { acknowledgeBy } from '../../../src/domain/tickets/assignment/reassignment.js';
import type { Availability } from '../../../src/domain/sla/availability.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { aTicket, minutes, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';

const THERE: Availability = { calendar: null, absence: null };

const terms = (calendar = ALWAYS, policy: Partial<SlaPolicy> = {}): SlaTerms => ({
  policy: { ...DEFAULT_POLICY, acknowledgeMinutes: 60, ...policy },
  calendar,
});

describe('the time to accept an assignment', () => {
  const assignee = { id: 'bob', name: 'Bob' };
  const friday = new Date('2026-03-06T16:30:00Z');
  const office = officeHours({ timeZone: 'UTC' });
  const at = (calendar: Calendar): Availability => ({ calendar, absence: null });
  const lying = aTicket({ assignment: { assignee, at: friday, acceptedAt: null } });

  it('is working time: a ticket does not move on at night', () => {
    expect(acknowledgeBy(lying, terms(office), THERE)).toEqual(new Date('2026-03-09T09:30:00Z'));
    expect(acknowledgeBy(lying, terms(), THERE)).toEqual(new Date('2026-03-06T17:30:00Z'));
  });

  it("uses the assignee's own working hours if they have any", () => {
    expect(acknowledgeBy(lying, terms(), at(office))).toEqual(new Date('2026-03-09T09:30:00Z'));
    const late = officeHours({ timeZone: 'UTC', week: { friday: [{ start: '16:00', end: '23:00' }] } });
    expect(acknowledgeBy(lying, terms(office), at(late))).toEqual(new Date('2026-03-06T17:30:00Z'));
  });

  it('does not run while the assignee is absent', () => {
    const absent = (from: string, until: string | null) =>
      acknowledgeBy(lying, terms(), {
        calendar: null,
        absence: { from: new Date(from), until: until === null ? null : new Date(until) },
      });
    expect(absent('2026-03-06T16:50:00Z', '2026-03-10T08:00:00Z')).toEqual(new Date('2026-03-10T08:40:00Z'));
    expect(absent('2026-03-06T12:00:00Z', '2026-03-10T08:00:00Z')).toEqual(new Date('2026-03-10T09:00:00Z'));
    expect(absent('2026-03-06T17:30:00Z', null)).toEqual(new Date('2026-03-06T17:30:00Z'));
    expect(absent('2026-03-06T12:00:00Z', '2026-03-06T16:30:00Z')).toEqual(new Date('2026-03-06T17:30:00Z'));
    expect(absent('2026-03-06T16:50:00Z', null)).toBeNull();
  });

  it('does not end for a person who never works', () => {
    expect(acknowledgeBy(lying, terms(), at(officeHours({ week: {} })))).toBeNull();
  });

  it('has no end without a limit in the policy, without an assignment, or after acceptance', () => {
    expect(acknowledgeBy(lying, terms(ALWAYS, { acknowledgeMinutes: null }), THERE)).toBeNull();
    expect(acknowledgeBy(aTicket(), terms(), THERE)).toBeNull();
    const accepted = aTicket({ assignment: { assignee, at: T0, acceptedAt: minutes(1) } });
    expect(acknowledgeBy(accepted, terms(), THERE)).toBeNull();
  });
});

describe('a follow-up ticket', () => {
  it('has the targets of its category and team, which triage can still change', () => {
    const high = { firstResponseMinutes: 1, resolutionMinutes: 2 };
    const exceptions = [{ category: 'network', team: 'core', targets: { medium: high } }] as const;
    const inherited = {
      category: 'network',
      type: 'technical',
      tags: ['vpn'],
      team: 'core',
      customFields: [{ field: 'region', value: 'emea' }],
    } as const;
    const requester = { id: 'alice', name: 'Alice' };
    const beginning = {
      id: 'ticket-2',
      number: 'TKT-2026-000043',
      requester,
      source: 'api',
      now: T0,
    } as const;
    const ticket = newTicket(
      { ...beginning, chooseTerms: () => terms(ALWAYS, { exceptions }), inherited },
      { title: 'Again', description: 'It is back.' },
    );
    expect(ticket).toMatchObject({ ...inherited, chosenByPerson: [] });
    expect(ticket.sla.resolution.dueAt).toEqual(minutes(2));
  });
});
