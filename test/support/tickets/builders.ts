import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { startClock } from '../../../src/domain/sla/sla-clock.js';
import { DEFAULT_POLICY, type EscalationAction, type EscalationStep } from '../../../src/domain/sla/sla.js';
import { NEW_TEAM, type Team } from '../../../src/domain/desk/teams.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { PENDING_TRIAGE } from '../../../src/domain/tickets/triage.js';
import { NEW_USER, type User } from '../../../src/domain/accounts/user.js';

export const T0 = new Date('2026-03-02T08:00:00Z');

/** An instant so many minutes after {@link T0}. */
export function minutes(count: number): Date {
  return new Date(T0.getTime() + count * 60_000);
}

export function aTicket(fields: Partial<Ticket> = {}): Ticket {
  const subject = { status: 'open', priority: 'medium', category: 'other', team: null, ...fields } as const;
  return {
    ...subject,
    id: 'ticket-1',
    number: 'TKT-2026-000042',
    title: 'VPN drops every ten minutes',
    description: 'Since this morning.',
    type: 'other',
    requester: { id: 'alice', name: 'Alice' },
    assignment: null,
    autoAssign: true,
    queuedAt: null,
    declinedBy: [],
    waiting: null,
    tags: [],
    requiredSkills: [],
    chosenByPerson: [],
    language: null,
    sentiment: null,
    source: 'api',
    triage: PENDING_TRIAGE,
    sla: startClock({ policy: DEFAULT_POLICY, calendar: ALWAYS }, subject, T0),
    resolutionCode: null,
    satisfaction: null,
    links: [],
    customFields: [],
    workflowStartedAt: null,
    createdAt: T0,
    updatedAt: T0,
    resolvedAt: null,
    closedAt: null,
    version: 1,
    ...fields,
  };
}

export function aTeam(name: string, fields: Partial<Team> = {}): Team {
  return { ...NEW_TEAM, name, label: `Team ${name}`, ...fields };
}

export function aModerator(id: string, fields: Partial<User> = {}): User {
  return {
    ...NEW_USER,
    id,
    email: `${id}@holdfast.local`,
    name: id,
    role: 'moderator',
    capacity: 10,
    createdAt: T0,
    ...fields,
  };
}

export function aStep(
  action: EscalationAction,
  afterMinutes: number,
  fields: Partial<EscalationStep> = {},
): EscalationStep {
  return { action, afterMinutes, recipientId: null, team: null, ...fields };
}
