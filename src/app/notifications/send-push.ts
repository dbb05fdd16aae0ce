import { DomainError } from '../../domain/errors.js';
import { quietUntil } from '../../domain/accounts/mail-settings.js';
import { isStaff } from '../../domain/access/permissions.js';
import { pushOutcome, type PushOutcome, type PushSubscription } from '../../domain/notifications/push.js';
import type { Notification } from '../../domain/notifications/notification.js';
import { OutboundError } from '../../ports/outbound-http.js';
import { reauthenticate } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import { shownTo } from './notifications.js';
import { pushText } from './push-texts.js';

const TIMEOUT_MS = 10_000;
/** How long a push service keeps it for a browser that is switched off. */
const TTL_SECONDS = 12 * 60 * 60;

type Deps = Parameters<typeof reauthenticate>[0] &
  Pick<
    AppDeps,
    | 'notifications'
    | 'tickets'
    | 'users'
    | 'pushSubscriptions'
    | 'webPush'
    | 'outboundHttp'
    | 'metrics'
    | 'clock'
    | 'logger'
  >;

/**
 * Pushes a notification to the browsers of its person that do not have it yet. A browser whose session has ended, or that its
 * push service does not know any longer, is removed.
 * Does nothing for a notification that was read, or may no longer be, and in the quiet hours of the person.
 * @throws DomainError `unavailable` if a push service must be asked again, or the notification is not stored yet
 */
export async function sendPush(deps: Deps, notificationId: string): Promise<void> {
  const [notification, person] = await Promise.all([
    deps.notifications.find(notificationId),
    deps.users.find(notificationId.slice(notificationId.indexOf('.') + 1)),
  ]);
  if (person?.isActive !== true) return;
  // The consumer that stores it may be some events behind.
  if (notification === null) throw new DomainError('unavailable', 'The notification is not stored yet.');
  if (notification.readAt !== null) return;
  const { quietHours } = person;
  if (quietHours !== null && quietUntil(quietHours, deps.clock.now()) !== null) return;
  const payload = JSON.stringify({
    id: notification.id,
    kind: notification.kind,
    ticket: notification.ticketNumber,
    // Only what a person may see on a locked screen: no text of the ticket, and no name.
    title: notification.ticketNumber,
    body: pushText(person.language ?? 'en', notification.kind, isStaff(person.role)),
    path: `/tickets/${notification.ticketNumber}`,
  });
  const browsers = await deps.pushSubscriptions.of(person.id);
  const outcomes = await Promise.all(
    browsers
      .filter(({ sent }) => !sent.includes(notification.id))
      .map((browser) => pushTo(deps, browser, notification, payload)),
  );
  if (outcomes.includes('failed')) throw new DomainError('unavailable', 'A push service does not answer.');
}

async function pushTo(
  deps: Deps,
  browser: PushSubscription,
  notification: Notification,
  payload: string,
): Promise<PushOutcome | 'hidden'> {
  const { pushSubscriptions, metrics, logger } = deps;
  const reader = await readerOf(deps, browser);
  const isShown = reader !== null && (await shownTo(deps, reader, [notification])).length > 0;
  if (reader !== null && !isShown) return 'hidden';
  const outcome = reader === null ? 'gone' : await attempt(deps, browser, notification, payload);
  metrics.pushTried(outcome);
  if (outcome === 'gone') await pushSubscriptions.remove(browser.personId, browser.id);
  if (outcome === 'sent') await pushSubscriptions.noteSent(browser.id, notification.id);
  if (outcome === 'refused') logger.warn({ subscription: browser.id }, 'push service refused a notification');
  return outcome;
}

/** Null once the session has ended. */
async function readerOf(deps: Deps, { sessionId }: PushSubscription) {
  try {
    return await reauthenticate(deps, { sessionId, apiKeyId: null });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

async function attempt(
  { webPush, outboundHttp }: Deps,
  browser: PushSubscription,
  { id }: Notification,
  payload: string,
): Promise<PushOutcome> {
  // The keys were removed from the settings.
  if (webPush === null) return 'refused';
  try {
    const request = webPush.request(browser, { id, payload, ttlSeconds: TTL_SECONDS });
    const { status } = await outboundHttp.send({ ...request, timeoutMs: TIMEOUT_MS });
    return pushOutcome(status);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return error.fault === 'address_refused' ? 'refused' : pushOutcome(null);
  }
}
