import { rolesWith } from '../../domain/access/permissions.js';
import { mentionedIn } from '../../domain/notifications/mentions.js';
import {
  recipientsOf,
  type CommentFacts,
  type Notification,
  type NotificationKind,
} from '../../domain/notifications/notification.js';
import { addDays } from '../../domain/time.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';

/** Days that a notification is stored. */
const KEPT_DAYS = 90;

type Deps = Pick<AppDeps, 'tickets' | 'users' | 'notifications' | 'clock'>;

const WANTED: readonly string[] = ['ticket.assigned', 'ticket.commented', 'sla.warning', 'sla.breached'];

/**
 * Stores notifications from the event log, in the worker. An event that repeats after a crash changes nothing, because
 * the id of a notification is made of the event and the person.
 */
export function notificationConsumer(deps: Deps): EventConsumer {
  return {
    name: 'notifications',
    startsFrom: 'now',
    wants: ({ type }) => WANTED.includes(type),
    handle: async (event) => {
      if (!('kind' in event)) await notify(deps, event);
    },
  };
}

async function notify(deps: Deps, event: TicketEvent): Promise<void> {
  const ticket = await deps.tickets.find(event.ticketId);
  // It was deleted in the time since.
  if (ticket === null) return;
  const comment = event.type === 'ticket.commented' ? await factsOf(deps, event) : null;
  const recipients = [...recipientsOf(event, ticket, comment)];
  const wanted = await Promise.all(
    recipients.map(async ([personId, kind]) => {
      const off = await deps.notifications.switchedOff(personId);
      return off.includes(kind) ? [] : [toNotification(deps, event, personId, kind)];
    }),
  );
  await deps.notifications.add(wanted.flat());
}

function toNotification(
  { clock }: Deps,
  event: TicketEvent,
  personId: string,
  kind: NotificationKind,
): Notification {
  const now = clock.now();
  return {
    id: `${event.id}.${personId}`,
    personId,
    kind,
    ticketId: event.ticketId,
    ticketNumber: event.ticketNumber,
    eventId: event.id,
    actorId: event.actor.type === 'user' ? event.actor.id : null,
    at: event.at,
    readAt: null,
    storedAt: now,
    expiresAt: addDays(now, KEPT_DAYS),
  };
}

async function factsOf({ tickets, users }: Deps, event: TicketEvent): Promise<CommentFacts> {
  const { comment_id: commentId } = event.details;
  const author = await users.find(event.actor.id);
  const authorRole = author?.role ?? null;
  if (!event.isInternal || typeof commentId !== 'string') return { authorRole, mentionedIds: [] };
  const comment = await tickets.findComment(commentId);
  const staff = comment === null ? [] : await users.listActive(rolesWith('ticket.read_internal'));
  return { authorRole, mentionedIds: comment === null ? [] : mentionedIn(comment.body, staff) };
}
