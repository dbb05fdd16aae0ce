import { rolesWith } from '../../domain/access/permissions.js';
import { mentionedIn } from '../../domain/notifications/mentions.js';
import {
  recipientsOf,
  type CommentFacts,
  type Notification,
} from '../../domain/notifications/notification.js';
import { addDays } from '../../domain/time.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';

/** Days that a notification is stored. */
const KEPT_DAYS = 90;

type Deps = Pick<AppDeps, 'tickets' | 'users' | 'notifications' | 'clock'>;

/** The types of events that notify people. */
export const NOTIFYING_EVENTS: readonly string[] = [
  'ticket.assigned',
  'ticket.commented',
  'sla.warning',
  'sla.breached',
];

/**
 * Stores notifications from the event log, in the worker. An event that repeats after a crash changes nothing, because
 * the id of a notification is made of the event and the person.
 */
export function notificationConsumer(deps: Deps): EventConsumer {
  return {
    name: 'notifications',
    startsFrom: 'now',
    wants: ({ type }) => NOTIFYING_EVENTS.includes(type),
    handle: async (event) => {
      if (!('kind' in event)) await deps.notifications.add(await notificationsOf(deps, event));
    },
  };
}

/** Returns the notifications of an event, the same each time, as long as the people choose the same. */
export async function notificationsOf(deps: Deps, event: TicketEvent): Promise<readonly Notification[]> {
  const ticket = await deps.tickets.find(event.ticketId);
  // It was deleted in the time since.
  if (ticket === null) return [];
  const comment = event.type === 'ticket.commented' ? await factsOf(deps, event) : null;
  const recipients = [...recipientsOf(event, ticket, comment)];
  const actorId = event.actor.type === 'user' ? event.actor.id : (comment?.authorId ?? null);
  const wanted = await Promise.all(
    recipients.map(async ([personId, kind]) => {
      const off = await deps.notifications.switchedOff(personId);
      return off.includes(kind) ? [] : [toNotification(deps, event, { personId, kind, actorId })];
    }),
  );
  return wanted.flat();
}

function toNotification(
  { clock }: Deps,
  event: TicketEvent,
  { personId, kind, actorId }: Pick<Notification, 'personId' | 'kind' | 'actorId'>,
): Notification {
  const now = clock.now();
  return {
    id: `${event.id}.${personId}`,
    personId,
    kind,
    ticketId: event.ticketId,
    ticketNumber: event.ticketNumber,
    eventId: event.id,
    actorId,
    at: event.at,
    readAt: null,
    storedAt: now,
    expiresAt: addDays(now, KEPT_DAYS),
  };
}

async function factsOf({ tickets, users }: Deps, event: TicketEvent): Promise<CommentFacts> {
  const { comment_id: commentId, send_at: sendAt } = event.details;
  const isSentLater = event.actor.type !== 'user';
  const isRead = (event.isInternal || isSentLater) && typeof commentId === 'string';
  const comment = isRead ? await tickets.findComment(commentId) : null;
  const authorId = (isSentLater ? comment?.author.id : undefined) ?? event.actor.id;
  // Only staff schedule comments, and it is their answer also if they have left since.
  const role = isSentLater && comment !== null ? 'moderator' : (await users.find(authorId))?.role;
  // A public comment mentions no person, also while it waits.
  const isNote = event.isInternal && sendAt === undefined && comment !== null;
  const staff = isNote ? await users.listActive(rolesWith('ticket.read_internal')) : [];
  const mentionedIds = isNote ? mentionedIn(comment.body, staff) : [];
  return { authorId, authorRole: role ?? null, mentionedIds };
}
