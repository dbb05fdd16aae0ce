import { describe, expect, it } from '@jest/globals';
import { newTicket } from '../../src/app/create-ticket.js';
import { ALWAYS } from '../../src/domain/calendar/calendar.js';
import { acknowledgeBy } from '../../src/domain/passing-on.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../src/domain/sla.js';
import { aTicket, minutes, T0 } from '../support/builders.js';
import { officeHours } from '../support/calendars.js';

const terms = (calendar = ALWAYS, policy: Partial<SlaPolicy> = {}): SlaTerms => ({
  policy: { ...DEFAULT_POLICY, acknowledgeMinutes: 60, ...policy },
  calendar,
});

describe('the time to take an assignment on', () => {
  const assignee = { id: 'bob', name: 'Bob' };
  const friday = new Date('2026-03-06T16:30:00Z');
  const lying = aTicket({ assignment: { assignee, at: friday, acceptedAt: null } });

  it('is working time: a ticket does not move on at night', () => {
    const office = officeHours({ timeZone: 'UTC' });
    expect(acknowledgeBy(lying, terms(office))).toEqual(new Date('2026-03-09T09:30:00Z'));
    expect(acknowledgeBy(lying, terms())).toEqual(new Date('2026-03-06T17:30:00Z'));
  });

  it('has no end where the policy sets none, nothing is assigned, or it is taken on', () => {
    expect(acknowledgeBy(lying, terms(ALWAYS, { acknowledgeMinutes: null }))).toBeNull();
    expect(acknowledgeBy(aTicket(), terms())).toBeNull();
    const accepted = aTicket({ assignment: { assignee, at: T0, acceptedAt: minutes(1) } });
    expect(acknowledgeBy(accepted, terms())).toBeNull();
  });
});

describe('a new ticket after one that is over', () => {
  it('is promised what its category and team are promised, and leaves both to triage', () => {
    const high = { firstResponseMinutes: 1, resolutionMinutes: 2 };
    const exceptions = [{ category: 'network', team: 'core', targets: { medium: high } }] as const;
    const inherited = { category: 'network', type: 'technical', tags: ['vpn'], team: 'core' } as const;
    const requester = { id: 'alice', name: 'Alice' };
    const beginning = {
      id: 'ticket-2',
      number: 'TKT-2026-000043',
      requester,
      source: 'api',
      now: T0,
    } as const;
    const ticket = newTicket(
      { ...beginning, terms: terms(ALWAYS, { exceptions }), inherited },
      { title: 'Again', description: 'It is back.' },
    );
    expect(ticket).toMatchObject({ ...inherited, chosenByPerson: [] });
    expect(ticket.sla.resolution.dueAt).toEqual(minutes(2));
  });
});
