import type { Actor } from '../access/actor.js';
import type { EventDetails } from '../event-details.js';
import { STATUSES } from '../ticket-fields.js';
import type { RoutingRecord } from './assignment/routing-record.js';
import { countsAsLoad, type Ticket } from './ticket.js';

export const EVENT_TYPES = [
  'ticket.created',
  'ticket.edited',
  'ticket.triaged',
  'ticket.triage_fell_back',
  'ticket.triage_proposed',
  'ticket.triage_confirmed',
  'ticket.triage_applied',
  'ticket.assigned',
  'ticket.unassigned',
  'ticket.queued',
  'ticket.accepted',
  'ticket.declined',
  'ticket.reminded',
  'ticket.status_changed',
  'ticket.commented',
  'ticket.comment_edited',
  'ticket.comment_deleted',
  'ticket.comment_redacted',
  'ticket.redaction_finished',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.merged',
  'ticket.split',
  'ticket.comments_moved',
  'ticket.deleted',
  'ticket.rated',
  'ticket.participants_added',
  'ticket.participant_removed',
  'ticket.participant_refused',
  'ticket.participant_reached',
  'ticket.requester_changed',
  'sla.warning',
  'sla.breached',
  'sla.escalated',
  'sla.policy_changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const WITHOUT_CONSEQUENCE: readonly EventType[] = [
  'ticket.linked',
  'ticket.unlinked',
  'ticket.split',
  'ticket.comments_moved',
  'ticket.rated',
  'ticket.participants_added',
  'ticket.participant_removed',
  'ticket.participant_refused',
  'ticket.participant_reached',
  'ticket.requester_changed',
  'ticket.comment_edited',
  'ticket.comment_deleted',
  'ticket.comment_redacted',
  'ticket.redaction_finished',
];

/**
 * True for what may change when a ticket has to be looked at next, or by whom: not for what only ties it to others, nor
 * for what its requester thinks of it, under which account they are, who is in copy, or how a comment reads by now.
 */
export function movesLife(type: EventType): boolean {
  return !WITHOUT_CONSEQUENCE.includes(type);
}

/**
 * Returns true for an event that can free a place, or after which a ticket starts to wait for one.
 * A place may have become free while no ticket waited.
 */
export function mayFreePlace({ type, details }: Pick<TicketEvent, 'type' | 'details'>): boolean {
  if (type === 'ticket.queued' || type === 'ticket.deleted') return true;
  if (isGiven(changeOf(details['assignee'])?.from)) return true;
  const status = changeOf(details['status']);
  return status !== null && isLoad(status.from) && !isLoad(status.to);
}

/** The id of the redaction that an event begins; null for every other event. */
export function redactionStartedBy({ type, details }: Pick<TicketEvent, 'type' | 'details'>): string | null {
  const { redaction_id: id } = details;
  return type === 'ticket.comment_redacted' && typeof id === 'string' ? id : null;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isLoad(status: unknown): boolean {
  return STATUSES.some((each) => each === status && countsAsLoad(each));
}

function changeOf(detail: unknown): { readonly from: unknown; readonly to: unknown } | null {
  return typeof detail === 'object' && detail !== null && 'from' in detail && 'to' in detail ? detail : null;
}

/**
 * The origin of a change.
 * Changes by the workflow's own activities need no publication, except those that free a place: the queue must learn
 * of them.
 */
export type EventOrigin = 'api' | 'workflow';

/**
 * One fact in the life of a ticket, for the activity log and the outbox.
 * Append-only, except `lifecycleToldAt`.
 */
export interface TicketEvent {
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly type: EventType;
  readonly at: Date;
  /** `apiKeyId` is the key that a program of theirs used. */
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'> & { readonly apiKeyId?: string };
  readonly origin: EventOrigin;
  /** True for what only staff may read. */
  readonly isInternal: boolean;
  readonly details: EventDetails;
  /** Why automatic assignment chose the assignee. For staff only, and in no list of events. */
  readonly routing?: RoutingRecord;
  /** The version of the ticket that this event made. */
  readonly ticketVersion: number;
  /** The time when the lifecycle consumer handled this event; null until then. */
  readonly lifecycleToldAt: Date | null;
  /**
   * With tracing:
   * the position of its writer in a trace (W3C `traceparent`), which its consumers continue.
   */
  readonly traceparent?: string;
}

type Tracked = (ticket: Ticket) => unknown;

/** The fields whose changes the activity log shows, by their API names. */
const TRACKED: Readonly<Record<string, Tracked>> = {
  title: (ticket) => ticket.title,
  description: (ticket) => ticket.description,
  status: (ticket) => ticket.status,
  priority: (ticket) => ticket.priority,
  category: (ticket) => ticket.category,
  type: (ticket) => ticket.type,
  tags: (ticket) => ticket.tags,
  team: (ticket) => ticket.team,
  required_skills: (ticket) => ticket.requiredSkills,
  assignee: (ticket) => ticket.assignment?.assignee ?? null,
  resolution_code: (ticket) => ticket.resolutionCode,
  policy: ({ sla }) => sla.policy,
  hold_reason: ({ hold }) => hold?.reason ?? null,
  hold_until: ({ hold }) => hold?.until?.toISOString() ?? null,
  // The preview of a policy reads it.
  hold_pauses_clock: ({ hold }) => hold?.pausesClock ?? null,
  // Without the comment, which can be erased.
  satisfaction: (ticket) => ticket.satisfaction?.score ?? null,
};

/** Returns the differences between two versions of a ticket, as `{field: {from, to}}`. */
export function fieldChanges(before: Ticket, after: Ticket): EventDetails {
  const custom = customChanges(before, after);
  return {
    ...changesOf(Object.entries(TRACKED).map(([field, read]) => [field, read(before), read(after)])),
    ...(Object.keys(custom).length === 0 ? {} : { custom_fields: custom }),
  };
}

/** Returns the changes of custom fields by name; null for no value. */
function customChanges(before: Ticket, after: Ticket): EventDetails {
  const [from, to] = [before, after].map(
    ({ customFields }) => new Map(customFields.map(({ field, value }) => [field, value])),
  );
  const fields = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return changesOf([...fields].map((field) => [field, from?.get(field) ?? null, to?.get(field) ?? null]));
}

function changesOf(fields: readonly (readonly [field: string, from: unknown, to: unknown])[]): EventDetails {
  return Object.fromEntries(
    fields
      .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
      .map(([field, from, to]) => [field, { from, to }]),
  );
}
