import type { PersonRef } from '../access/actor.js';
import type { TicketMailKind } from '../accounts/mail-kinds.js';
import type { EventDetails } from '../event-details.js';
import type { EventType, TicketEvent } from './events.js';

/** What can prevent an action that is ahead. */
export const OUTLOOK_CONDITIONS = [
  'answered',
  'resolved',
  'accepted',
  'requester_answers',
  'reopened',
  'continued',
  'taken_back',
  'confirmed',
] as const;
export type OutlookCondition = (typeof OUTLOOK_CONDITIONS)[number];

/** A mail that an action sends. Its recipient may have switched such mails off until then. */
export interface OutlookMail {
  readonly kind: TicketMailKind;
  readonly recipient: PersonRef;
}

/** One action that Holdfast will perform on a ticket if no person does anything. */
export interface OutlookAction {
  readonly at: Date;
  /** The type of the event that it will write. */
  readonly type: EventType;
  /** The details that the activity log will have. */
  readonly details: EventDetails;
  /** Null for an action that follows from the one before. */
  readonly unless: OutlookCondition | null;
  readonly mails: readonly OutlookMail[];
}

/** Returns what prevents the action of an event by Holdfast itself; null if only its cause can be prevented. */
export function conditionOf({
  type,
  details,
}: Pick<TicketEvent, 'type' | 'details'>): OutlookCondition | null {
  switch (type) {
    case 'sla.warning':
    case 'sla.breached':
    case 'sla.escalated':
      return details['target'] === 'resolution' ? 'resolved' : 'answered';
    case 'ticket.reminded':
      return 'requester_answers';
    case 'ticket.commented':
      return 'taken_back';
    case 'ticket.triage_applied':
      return 'confirmed';
    case 'ticket.unassigned':
      return 'accepted';
    case 'ticket.status_changed':
      return conditionOfStatus(statusAfter(details));
    default:
      return null;
  }
}

function conditionOfStatus(status: unknown): OutlookCondition {
  if (status === 'closed') return 'reopened';
  return status === 'resolved' ? 'requester_answers' : 'continued';
}

function statusAfter({ status }: EventDetails): unknown {
  return typeof status === 'object' && status !== null && 'to' in status ? status.to : undefined;
}
