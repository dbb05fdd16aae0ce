import type { Notification } from '../../domain/notifications/notification.js';
import type { AppDeps } from '../deps.js';
import { shownTo } from '../notifications/notifications.js';
import type { LiveConnection } from './live-connection.js';
import { Poll } from './poll.js';

const POLL_MS = 1_000;

type Deps = Pick<AppDeps, 'notifications' | 'tickets' | 'users' | 'clock' | 'logger'>;

/** Brings notifications, which workers store, to the connections of this process. */
export function notificationPoll(deps: Deps, connections: ReadonlySet<LiveConnection>): Poll<Notification> {
  const listeners = () => [...connections].filter(({ wantsNotifications }) => wantsNotifications);
  return new Poll<Notification>(deps, () => listeners().length > 0, {
    name: 'notifications',
    everyMs: POLL_MS,
    read: (since) => deps.notifications.storedSince(since),
    storedAt: ({ storedAt }) => storedAt,
    take: async (fresh) => {
      for (const connection of listeners()) {
        const theirs = fresh.filter(({ personId }) => personId === connection.actor.id);
        if (theirs.length === 0) continue;
        const [shown, unread] = await Promise.all([
          shownTo(deps, connection.actor, theirs),
          deps.notifications.countUnread(connection.actor.id),
        ]);
        for (const notification of shown) connection.notify({ type: 'notification', notification, unread });
      }
    },
  });
}
