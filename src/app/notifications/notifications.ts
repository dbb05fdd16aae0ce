import { authorize, can, canReadInternal } from '../../domain/access/permissions.js';
import type { Actor, PersonRef } from '../../domain/access/actor.js';
import {
  INTERNAL_KINDS,
  type Notification,
  type NotificationKind,
} from '../../domain/notifications/notification.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { NotificationQuery } from '../../ports/notifications/notifications.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'notifications' | 'tickets' | 'users' | 'clock'>;

/** A notification with the names to show. */
export interface ShownNotification {
  readonly notification: Notification;
  readonly title: string;
  /** Null for what Holdfast did itself. */
  readonly actor: PersonRef | null;
}

/**
 * Lists the actor's notifications, newest first.
 * Those of tickets that they may no longer read are left out, so a page can have fewer rows.
 * @throws DomainError `forbidden`
 */
export async function listNotifications(
  deps: Deps,
  actor: Actor,
  query: Omit<NotificationQuery, 'personId'>,
): Promise<IdPage<ShownNotification>> {
  authorize(actor, 'notification.read');
  const page = await deps.notifications.list({ ...query, personId: actor.id });
  return { ...page, items: await shownTo(deps, actor, page.items) };
}

/** Returns the notifications that the reader may see now. */
export async function shownTo(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  reader: Actor,
  notifications: readonly Notification[],
): Promise<readonly ShownNotification[]> {
  const ids = [...new Set(notifications.map(({ ticketId }) => ticketId))];
  const tickets = ids.length === 0 ? [] : await deps.tickets.findMany(ids);
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const actorIds = [...new Set(notifications.flatMap(({ actorId }) => actorId ?? []))];
  const people = await Promise.all(actorIds.map((id) => deps.users.find(id)));
  const nameOf = new Map(people.flatMap((person) => (person === null ? [] : [[person.id, person.name]])));
  return notifications.flatMap((notification) => {
    const ticket = byId.get(notification.ticketId);
    if (ticket === undefined || !isReadable(reader, ticket, notification.kind)) return [];
    const { actorId } = notification;
    const actor = actorId === null ? null : { id: actorId, name: nameOf.get(actorId) ?? '' };
    return [{ notification, title: ticket.title, actor }];
  });
}

function isReadable(reader: Actor, ticket: Ticket, kind: NotificationKind): boolean {
  return INTERNAL_KINDS.includes(kind) ? canReadInternal(reader, ticket) : can(reader, 'ticket.read', ticket);
}

/** Returns the number of unread notifications, up to a maximum. @throws DomainError `forbidden` */
export async function countUnread(
  { notifications }: Pick<Deps, 'notifications'>,
  actor: Actor,
): Promise<number> {
  authorize(actor, 'notification.read');
  return notifications.countUnread(actor.id);
}

/** Marks some of the actor's notifications as read, or all. @throws DomainError `forbidden` */
export async function markNotificationsRead(
  { notifications, clock }: Pick<Deps, 'notifications' | 'clock'>,
  actor: Actor,
  ids: readonly string[] | null,
): Promise<void> {
  authorize(actor, 'notification.read');
  await notifications.markRead(actor.id, ids, clock.now());
}

/** @throws DomainError `forbidden` */
export async function readNotificationChoice(
  { notifications }: Pick<Deps, 'notifications'>,
  actor: Actor,
): Promise<readonly NotificationKind[]> {
  authorize(actor, 'notification.read');
  return notifications.switchedOff(actor.id);
}

/** Switches these kinds off and all others on. @throws DomainError `forbidden` */
export async function chooseNotifications(
  { notifications }: Pick<Deps, 'notifications'>,
  actor: Actor,
  off: readonly NotificationKind[],
): Promise<void> {
  authorize(actor, 'notification.read');
  await notifications.switchOff(actor.id, off);
}
