import { newWebhookDelivery, type WebhookDelivery } from '../../domain/webhooks/delivery.js';
import { wantsEvent, type WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import { webhookData } from '../../domain/webhooks/message.js';
import { busyDelayMs } from '../../domain/webhooks/retry-schedule.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';
import { pause } from '../operations/event-log/pause.js';
import { CLAIM_MS } from './webhook-sender.js';

/** A healthy endpoint answers in this time. Behind a slower one, the next event does not wait. */
const PATIENCE_MS = 1_000;
/** Fewer than an endpoint takes at once, so that a burst does not find a healthy one busy. */
const EVENTS_AT_ONCE = 8;

type Deps = Pick<AppDeps, 'webhookSender' | 'webhookDeliveries' | 'clock' | 'logger'>;

/**
 * Sends each event to the endpoints that want it.
 * The delivery is stored first. The first attempt is made here, so a healthy endpoint costs one insert, one request and one
 * update. A workflow makes every other attempt. Without endpoints, an event costs nothing.
 */
export function webhookConsumer(deps: Deps): EventConsumer {
  return {
    name: 'webhooks',
    startsFrom: 'now',
    concurrency: EVENTS_AT_ONCE,
    wants: (event) => 'ticketId' in event,
    handle: async (event) => {
      if ('ticketId' in event) await sendToAll(deps, event);
    },
  };
}

async function sendToAll(deps: Deps, event: TicketEvent): Promise<void> {
  const endpoints = (await deps.webhookSender.endpoints.list()).filter((each) =>
    wantsEvent(each, event.type),
  );
  if (endpoints.length === 0) return;
  const now = deps.clock.now();
  const data = webhookData(event);
  const sends = endpoints.map((endpoint) => {
    // A delivery with order may have to wait, so it is claimed later.
    const claimedUntil = endpoint.isOrdered ? null : new Date(now.getTime() + CLAIM_MS);
    return { endpoint, delivery: newWebhookDelivery(endpoint, event, { data, now, claimedUntil }) };
  });
  const known = await deps.webhookDeliveries.add(sends.map(({ delivery }) => delivery));
  await Promise.all(
    sends.map(({ endpoint, delivery }) =>
      known.includes(delivery.id) ? resume(deps, delivery) : begin(deps, endpoint, delivery),
    ),
  );
}

/** The event repeats after a crash. Its delivery may be unsent, and claimed by a process that died. */
async function resume({ webhookDeliveries, webhookSender }: Deps, { id }: WebhookDelivery): Promise<void> {
  const delivery = await webhookDeliveries.find(id);
  if (delivery?.state === 'pending') await webhookSender.handOver(delivery, 0);
}

async function begin(deps: Deps, endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<void> {
  const { webhookSender: sender, webhookDeliveries, clock } = deps;
  // The end of the earlier one starts it.
  if (endpoint.isOrdered && (await webhookDeliveries.hasEarlier(delivery))) return;
  const admission = sender.admit(endpoint.id);
  if (admission === 'busy') {
    const delayMs = busyDelayMs(0, Math.random());
    await webhookDeliveries.postpone(delivery.id, new Date(clock.now().getTime() + delayMs));
    await sender.handOver(delivery, delayMs);
    return;
  }
  if (admission === 'failing') {
    const { nextAttemptAt } = await sender.skip(endpoint, delivery, 'endpoint_failing');
    await sender.handOver(delivery, waitUntil(deps, nextAttemptAt));
    return;
  }
  await attemptFirst(deps, endpoint, delivery);
}

async function attemptFirst(deps: Deps, endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<void> {
  const { webhookSender: sender, logger } = deps;
  const attempt = claimedAttempt(deps, endpoint, delivery);
  const ended = new AbortController();
  const first = await Promise.race([
    attempt.finally(() => ended.abort()),
    pause(PATIENCE_MS, ended.signal).then(() => 'slow' as const),
  ]);
  if (first === 'slow') {
    attempt.catch((error: unknown) =>
      logger.warn({ err: error, delivery: delivery.id }, 'webhook attempt failed'),
    );
    await sender.handOver(delivery, CLAIM_MS);
  } else if (first === null) {
    await sender.handOver(delivery, CLAIM_MS);
  } else if (first.nextAttemptAt !== null) {
    await sender.handOver(delivery, waitUntil(deps, first.nextAttemptAt));
  }
}

async function claimedAttempt(deps: Deps, endpoint: WebhookEndpoint, delivery: WebhookDelivery) {
  const { webhookSender: sender, webhookDeliveries, clock } = deps;
  if (!endpoint.isOrdered) return sender.attempt(endpoint, delivery);
  const now = clock.now();
  const claimed = await webhookDeliveries.claim(delivery.id, now, new Date(now.getTime() + CLAIM_MS));
  return sender.attempt(endpoint, claimed ?? delivery);
}

function waitUntil({ clock }: Deps, at: Date | null): number {
  return at === null ? 0 : at.getTime() - clock.now().getTime();
}
