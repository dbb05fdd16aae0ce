import { answerOf, api } from '../../app/api.js';

const WORKER = '/console/push-worker.js';

/** Whether this browser can show notifications while the console is closed. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/**
 * Asks the person, and subscribes this browser.
 * @returns false if the browser blocks notifications of this site
 */
export async function switchPushOn(publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const { pushManager } = await activeWorker();
  const known = await pushManager.getSubscription();
  // Of another key of the server, or of another person on this device.
  await known?.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  const body = {
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
  };
  await answerOf(api.POST('/api/v1/users/me/push-subscriptions', { body }));
  return true;
}

/** Removes the subscription here and on the server. */
export async function switchPushOff(id: string): Promise<void> {
  await answerOf(
    api.DELETE('/api/v1/users/me/push-subscriptions/{subscription}', {
      params: { path: { subscription: id } },
    }),
  );
  const found = await navigator.serviceWorker.getRegistration(WORKER);
  const subscription = await found?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

/** Subscribing needs a worker that is active. Its scope is `/console/`, where no screens are, so it serves no page. */
async function activeWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(trusted(WORKER));
  const starting = registration.installing ?? registration.waiting;
  if (registration.active === null && starting !== null) {
    await new Promise<void>((resolve, reject) => {
      starting.addEventListener('statechange', () => {
        if (starting.state === 'activated') resolve();
        if (starting.state === 'redundant') reject(new Error('The worker for notifications did not start.'));
      });
    });
  }
  return registration;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The page demands Trusted Types for scripts, where the browser knows them. Only one URL passes. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('push-worker', { createScriptURL: () => WORKER });
  return policy.createScriptURL(url);
}
