import type { EventDetails } from '../../event-details.js';
import type { EventType, TicketEvent } from '../events.js';

interface Change {
  readonly from: unknown;
  readonly to: unknown;
}

/** Returns the change of a field in an event; null for none. */
export function changeOf(details: EventDetails, field: string): Change | null {
  const value = details[field];
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value ? value : null;
}

/** Returns what an event did, and why, in one or two English sentences. Quotes no text of a ticket. */
export function sentenceOf({ type, actor, details }: TicketEvent): string {
  const what = whatOf(type, actor.name, details);
  const changes = ['status', 'priority', 'assignee', 'team', 'policy'].flatMap((field) => {
    const change = changeOf(details, field);
    return change === null ? [] : [`${field} ${named(change.from)} → ${named(change.to)}`];
  });
  return changes.length === 0 ? `${what}.` : `${what}: ${changes.join(', ')}.`;
}

function whatOf(type: EventType, name: string, details: EventDetails): string {
  const { reason, target, confidence, provider } = details;
  const because = typeof reason === 'string' ? ` because ${reason}` : '';
  switch (type) {
    case 'ticket.triaged':
      return `${name} answered${typeof confidence === 'number' ? ` with a confidence of ${Math.round(confidence * 100)} %` : ''}`;
    case 'ticket.triage_fell_back':
      return `No model answered, so ${provider === null ? 'safe values' : 'the built-in rules'} apply`;
    case 'ticket.assigned':
      return `${name} assigned the ticket`;
    case 'ticket.unassigned':
      return `${name} took the ticket from its assignee${because}`;
    case 'ticket.queued':
      return `The ticket waits in the queue${because}`;
    case 'ticket.reminded':
      return `The requester was reminded (${named(details['reminder'])} of ${named(details['of'])})`;
    case 'ticket.status_changed':
      return `${name} changed the status${because}`;
    case 'sla.warning':
      return `The target ${named(target)} came near`;
    case 'sla.breached':
      return `The target ${named(target)} was missed`;
    case 'sla.escalated':
      return `The SLA policy escalated the target ${named(target)} (step ${named(details['step'])}, ${named(details['action'])})`;
    case 'sla.policy_changed':
      return `${name} moved the ticket to another SLA policy`;
    case 'ticket.edited':
      return `${name} edited the ticket${because}`;
    default:
      return `${name}: ${type.replace(/^\w+\./u, '').replaceAll('_', ' ')}${because}`;
  }
}

function named(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'object' && 'name' in value) return String(value.name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown';
}
