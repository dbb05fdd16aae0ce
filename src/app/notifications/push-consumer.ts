import type { AppDeps } from '../deps.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';
import { NOTIFYING_EVENTS, notificationsOf } from './notification-consumer.js';

type Deps = Parameters<typeof notificationsOf>[0] &
  Pick<AppDeps, 'pushSubscriptions' | 'webPush' | 'gateway'>;

/**
 * Starts a workflow for each notification of a person who has subscribed a browser. The workflow sends and repeats, so a slow
 * push service delays nobody. A repeated event finds the workflow of the first time.
 */
export function pushConsumer(deps: Deps): EventConsumer {
  return {
    name: 'web-push',
    startsFrom: 'now',
    // Without keys it has nothing to do, but it follows the log: old events are not pushed once it has.
    wants: ({ type }) => deps.webPush !== null && NOTIFYING_EVENTS.includes(type),
    handle: async (event) => {
      if ('kind' in event) return;
      for (const notification of await notificationsOf(deps, event)) {
        const browsers = await deps.pushSubscriptions.of(notification.personId);
        if (browsers.length > 0) await deps.gateway.startPush(notification.id);
      }
    },
  };
}
