import type { TicketEvent } from '../tickets/events.js';
import type { Ticket } from '../tickets/ticket.js';
import { isStaff } from '../access/permissions.js';
import type { Role } from '../access/actor.js';

/** What a person is told of. Each kind can be switched off. */
export const NOTIFICATION_KINDS = ['assigned', 'mentioned', 'answered', 'sla'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Kinds about what only staff may read. */
export const INTERNAL_KINDS: readonly NotificationKind[] = ['assigned', 'mentioned', 'sla'];

/** Something on a ticket that a person should know. */
export interface Notification {
  /** `<event>.<person>`: an event notifies a person once, however often it is handled. */
  readonly id: string;
  readonly personId: string;
  readonly kind: NotificationKind;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly eventId: string;
  /** Null for what Holdfast did itself. */
  readonly actorId: string | null;
  readonly at: Date;
  /** Null until the person has read it. */
  readonly readAt: Date | null;
  /** When it was stored, for connections of other processes. */
  readonly storedAt: Date;
  readonly expiresAt: Date;
}

/** What decides who is told of a new comment. */
export interface CommentFacts {
  /** Not the actor of the event where Holdfast sent a comment that a person had written before. */
  readonly authorId: string;
  /** The role of the author; null for people in copy, who have no account. */
  readonly authorRole: Role | null;
  /** Staff who are named in an internal note. */
  readonly mentionedIds: readonly string[];
}

/** Returns who is told of an event, each once, and never its author or that of the comment. */
export function recipientsOf(
  event: TicketEvent,
  ticket: Ticket,
  comment: CommentFacts | null,
): ReadonlyMap<string, NotificationKind> {
  const told = new Map<string, NotificationKind>();
  for (const [id, kind] of candidates(event, ticket, comment)) {
    const isAuthor = id === event.actor.id || id === comment?.authorId;
    if (id !== undefined && !isAuthor && !told.has(id)) told.set(id, kind);
  }
  return told;
}

function candidates(
  event: TicketEvent,
  ticket: Ticket,
  comment: CommentFacts | null,
): readonly (readonly [string | undefined, NotificationKind])[] {
  const assignee = ticket.assignment?.assignee.id;
  if (event.type === 'ticket.assigned') return [[assigneeIn(event), 'assigned']];
  if (event.type === 'sla.warning' || event.type === 'sla.breached') return [[assignee, 'sla']];
  if (event.type !== 'ticket.commented' || comment === null) return [];
  if (event.isInternal) return comment.mentionedIds.map((id) => [id, 'mentioned'] as const);
  const isOfStaff = comment.authorRole !== null && isStaff(comment.authorRole);
  const answersRequester = isOfStaff && comment.authorId !== ticket.requester.id;
  return [[answersRequester ? ticket.requester.id : assignee, 'answered']];
}

function assigneeIn({ details }: TicketEvent): string | undefined {
  const change = details['assignee'];
  if (typeof change !== 'object' || change === null || !('to' in change)) return undefined;
  const { to } = change;
  return typeof to === 'object' && to !== null && 'id' in to && typeof to.id === 'string' ? to.id : undefined;
}
