import { addMinutes } from '../../domain/time.js';
import type { WebhookDelivery } from '../../domain/webhooks/delivery.js';
import { TEST_EVENT, type WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import { busyDelayMs } from '../../domain/webhooks/retry-schedule.js';
import type { AppDeps } from '../deps.js';
import { CLAIM_MS } from './webhook-sender.js';

/** An earlier event of the ticket wakes the delivery when it ends. This is for a wake that was lost. */
const ORDER_WAIT_MS = 60_000;
/** Timers and clocks differ. */
const MIN_WAIT_MS = 1_000;

type Deps = Pick<AppDeps, 'webhookSender' | 'webhookDeliveries' | 'clock'>;

/**
 * Makes one attempt if it is time.
 * @returns the wait until the next check, in milliseconds; null when the delivery has ended.
 */
export async function deliverWebhook(deps: Deps, deliveryId: string): Promise<number | null> {
  const delivery = await deps.webhookDeliveries.find(deliveryId);
  if (delivery?.state !== 'pending') return null;
  const endpoint = await deps.webhookSender.endpoints.find(delivery.endpointId);
  // It was deleted, and its deliveries expire.
  if (endpoint === null) return null;
  if (endpoint.state === 'disabled' && delivery.type !== TEST_EVENT) {
    await deps.webhookSender.skip(endpoint, delivery, 'endpoint_disabled');
    return null;
  }
  const waitMs = await waitOf(deps, endpoint, delivery);
  return waitMs ?? attempt(deps, endpoint, delivery);
}

/** The wait for the time, for another sender, or for an earlier event; null for none. */
async function waitOf(
  deps: Deps,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
): Promise<number | null> {
  const now = deps.clock.now().getTime();
  const waits = [delivery.claimedUntil, delivery.nextAttemptAt].map((at) => (at?.getTime() ?? 0) - now);
  const longestMs = Math.max(...waits);
  if (longestMs > MIN_WAIT_MS) return longestMs;
  const mustWait =
    endpoint.isOrdered && delivery.replayedAt === null && (await deps.webhookDeliveries.hasEarlier(delivery));
  return mustWait ? ORDER_WAIT_MS : null;
}

async function attempt(
  deps: Deps,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
): Promise<number | null> {
  const { webhookSender: sender, webhookDeliveries, clock } = deps;
  const now = clock.now();
  const claimed = await webhookDeliveries.claim(delivery.id, now, new Date(now.getTime() + CLAIM_MS));
  if (claimed === null) return CLAIM_MS;
  const admission = sender.admit(endpoint.id);
  if (admission === 'busy') {
    const delayMs = busyDelayMs(claimed.postponed, Math.random());
    await webhookDeliveries.postpone(claimed.id, new Date(now.getTime() + delayMs));
    return delayMs;
  }
  const outcome =
    admission === 'failing'
      ? await sender.skip(endpoint, claimed, 'endpoint_failing')
      : await sender.attempt(endpoint, claimed);
  if (outcome === null) return CLAIM_MS;
  if (outcome.nextAttemptAt === null) return null;
  return Math.max(MIN_WAIT_MS, outcome.nextAttemptAt.getTime() - clock.now().getTime());
}

/** After this time, the workflow of a due delivery is missing. Most are late by seconds. */
const LATE_MINUTES = 10;
const LIMIT = 1_000;

/**
 * Starts the workflows of deliveries that are late: Temporal was away, or was restored from a backup.
 * A running workflow is not changed.
 * @throws DomainError `unavailable`
 */
export async function restartWebhooks({
  webhookDeliveries,
  gateway,
  clock,
}: Pick<AppDeps, 'webhookDeliveries' | 'gateway' | 'clock'>): Promise<void> {
  const late = await webhookDeliveries.overdue(addMinutes(clock.now(), -LATE_MINUTES), LIMIT);
  for (const id of late) await gateway.startWebhookDelivery(id, 0);
}
