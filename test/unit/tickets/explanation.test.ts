import { describe, expect, it } from '@jest/globals';
import { recordRouting } from '../../../src/domain/tickets/assignment/routing-record.js';
import { wantedBy } from '../../../src/domain/tickets/assignment/routing.js';
import {
  explainAssignee,
  explainPriority,
  explainRules,
} from '../../../src/domain/tickets/explanation/explanation.js';
import type { TicketEvent } from '../../../src/domain/tickets/events.js';
import { aModerator, aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const PEOPLE = Array.from({ length: 8 }, (_, index) =>
  aModerator(`m${index}`, { skills: index < 6 ? ['vpn'] : [], load: index }),
);
const CONTEXT = { synonyms: new Map(), at: T0 };

function anEvent(fields: Partial<TicketEvent>): TicketEvent {
  return {
    id: 'e1',
    ticketId: 'ticket-1',
    ticketNumber: 'TKT-2026-000042',
    type: 'ticket.edited',
    at: minutes(1),
    actor: { type: 'system', id: 'system', name: 'Holdfast' },
    origin: 'workflow',
    isInternal: false,
    details: {},
    ticketVersion: 2,
    lifecycleToldAt: null,
    ...fields,
  };
}

describe('the record of a choice', () => {
  const ticket = aTicket({ requiredSkills: ['vpn'], declinedBy: ['m1'] });
  const routing = recordRouting(PEOPLE, { id: 'm2' }, wantedBy(ticket), CONTEXT);

  it('keeps five candidates with the chosen one first, without those who declined or have no skill', () => {
    expect(routing.candidates.map(({ id }) => id)).toEqual(['m2', 'm0', 'm3', 'm4', 'm5']);
    expect(routing).toMatchObject({ way: 'skill_and_load', requiredSkills: 1, others: 0 });
    const crowd = Array.from({ length: 30 }, (_, index) => aModerator(`c${index}`));
    const large = recordRouting(crowd, { id: 'c3' }, wantedBy(aTicket()), CONTEXT);
    expect([large.candidates.length, large.others]).toEqual([5, 25]);
  });

  it('explains the assignee in words', () => {
    const assignee = { id: 'm2', name: 'Mo' };
    const assigned = { ...ticket, assignment: { assignee, at: T0, acceptedAt: null } };
    const event = anEvent({
      type: 'ticket.assigned',
      routing,
      details: { assignee: { from: null, to: assignee } },
    });
    expect(explainAssignee(assigned, [event])).toMatchObject({
      cause: 'routing',
      sentence:
        'Mo was chosen among 5 candidates: covered 1 of 1 required skills, with 2 of 10 places taken.',
    });
    expect(explainAssignee(aTicket(), [])).toMatchObject({ cause: 'default', routing: null });
  });
});

describe('the explanation of a priority', () => {
  const to = (priority: string) => ({ priority: { from: 'medium', to: priority } });
  const ai = { type: 'ai', id: 'gemini', name: 'AI triage (gemini)' } as const;

  it.each([
    [
      'triage',
      anEvent({ type: 'ticket.triaged', actor: ai, details: { ...to('high'), confidence: 0.914 } }),
      0.914,
    ],
    [
      'built_in_rules',
      anEvent({ type: 'ticket.triage_fell_back', details: { ...to('high'), provider: null } }),
      null,
    ],
    [
      'escalation',
      anEvent({ type: 'sla.escalated', details: { ...to('high'), target: 'resolution', step: 2 } }),
      null,
    ],
    ['person', anEvent({ actor: { type: 'user', id: 'bob', name: 'Bob' }, details: to('high') }), null],
  ] as const)('names %s', (cause, event, confidence) => {
    const explained = explainPriority(aTicket({ priority: 'high' }), [
      anEvent({ details: to('low') }),
      event,
    ]);
    expect(explained).toMatchObject({ cause, event, confidence });
    expect(explained.sentence).toContain('priority medium → high');
  });

  it('names a person who chose it at the beginning, triage that agreed, or no one', () => {
    const opening = anEvent({ type: 'ticket.created', actor: { type: 'user', id: 'a', name: 'Alice' } });
    expect(explainPriority(aTicket({ chosenByPerson: ['priority'] }), [opening]).sentence).toContain('Alice');
    const answered = { category: 'other', priority: 'medium', type: 'other' } as const;
    const agreed = aTicket({ triage: { ...aTicket().triage, state: 'done', confidence: 0.7, answered } });
    const events = [opening, anEvent({ type: 'ticket.triaged', actor: ai })];
    expect(explainPriority(agreed, events)).toMatchObject({ cause: 'triage', confidence: 0.7 });
    expect(explainPriority(aTicket(), [opening])).toMatchObject({ cause: 'default', event: null });
  });

  it('lists what rules did, the latest ones', () => {
    const events = [
      anEvent({ id: 'x', actor: { type: 'user', id: 'b', name: 'B' } }),
      anEvent({ id: 'y' }),
      anEvent({ id: 'z' }),
    ];
    expect(explainRules(events, 1).map(({ event }) => event.id)).toEqual(['z']);
    expect(explainRules(events, 9)).toHaveLength(2);
  });
});
