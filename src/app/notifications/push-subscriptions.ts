import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { PushSubscription } from '../../domain/notifications/push.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'pushSubscriptions' | 'webPush' | 'outboundHttp' | 'clock'>;

/** Returns the actor's browsers, oldest first. @throws DomainError `forbidden` */
export async function listPushSubscriptions(
  { pushSubscriptions }: Pick<Deps, 'pushSubscriptions'>,
  actor: SignedIn,
): Promise<readonly PushSubscription[]> {
  authorize(actor, 'push_subscription.manage');
  return pushSubscriptions.of(actor.id);
}

/**
 * Subscribes a browser to the actor's notifications until their session ends.
 * @throws DomainError `forbidden`; `not_found` where Web Push is not configured; `invalid_input` for an endpoint that must
 *   not be called, or for keys of no browser
 */
export async function subscribeBrowser(
  { pushSubscriptions, webPush, outboundHttp, clock }: Deps,
  actor: SignedIn,
  browser: Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth'>,
  id: string,
): Promise<PushSubscription> {
  authorize(actor, 'push_subscription.manage');
  if (webPush === null) throw new DomainError('not_found', 'Web Push is not configured.');
  const fault = outboundHttp.faultOf(browser.endpoint);
  if (fault !== null) throw unusable('endpoint', fault);
  try {
    webPush.request(browser, { id, payload: '{}', ttlSeconds: 0 });
  } catch {
    throw unusable('keys', 'are not those of a browser: send what PushSubscription.toJSON returns');
  }
  const { id: personId, sessionId } = actor;
  const { endpoint, p256dh, auth } = browser;
  return pushSubscriptions.put({
    ...{ id, personId, sessionId: sessionId ?? '', endpoint, p256dh, auth },
    ...{ createdAt: clock.now(), sent: [] },
  });
}

/** @throws DomainError `forbidden`; `not_found` for one that the actor does not have */
export async function unsubscribeBrowser(
  { pushSubscriptions }: Pick<Deps, 'pushSubscriptions'>,
  actor: SignedIn,
  id: string,
): Promise<void> {
  authorize(actor, 'push_subscription.manage');
  if (!(await pushSubscriptions.remove(actor.id, id)))
    throw new DomainError('not_found', `You have no push subscription ${id}.`);
}

function unusable(path: string, message: string): DomainError {
  return new DomainError('invalid_input', 'This browser cannot be subscribed.', {
    faults: [{ path, message }],
  });
}
