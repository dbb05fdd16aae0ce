import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { newWebhookDelivery, type WebhookDelivery } from '../../domain/webhooks/delivery.js';
import { TEST_EVENT } from '../../domain/webhooks/endpoint.js';
import { TEST_DATA } from '../../domain/webhooks/message.js';
import type { WebhookDeliveryQuery } from '../../ports/webhooks/webhooks.js';
import type { IdPage } from '../../ports/paging.js';
import { addDays } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';
import { readEndpoint } from './endpoints.js';

type Deps = Pick<AppDeps, 'webhookEndpoints' | 'webhookDeliveries' | 'gateway' | 'clock' | 'newId'>;

/** Older events are read over the API. */
const MAX_RECOVERY_DAYS = 90;

/** Lists the deliveries of an endpoint, newest events first. @throws DomainError `forbidden`, `not_found` */
export async function listWebhookDeliveries(
  deps: Deps,
  actor: Actor,
  query: WebhookDeliveryQuery,
): Promise<IdPage<WebhookDelivery>> {
  await readEndpoint(deps, actor, query.endpointId);
  return deps.webhookDeliveries.list(query);
}

/**
 * Sends a delivery again, now and with all retries. The id of its message stays.
 * @throws DomainError `forbidden`, `not_found`, `unavailable`; `illegal_transition` for a disabled endpoint.
 */
export async function replayDelivery(
  deps: Deps,
  actor: Actor,
  endpointId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  await requireActive(deps, actor, endpointId);
  const delivery = await deps.webhookDeliveries.find(deliveryId);
  if (delivery?.endpointId !== endpointId) {
    throw new DomainError('not_found', `This webhook has no delivery ${deliveryId}.`);
  }
  const now = deps.clock.now();
  const replayed = await deps.webhookDeliveries.replay(deliveryId, now, ['pending', 'delivered', 'failed']);
  await deps.gateway.wakeWebhookDelivery(deliveryId);
  return replayed ?? delivery;
}

/** Sends a test message, once. It also goes to a disabled endpoint. @throws DomainError `forbidden`, `not_found`, `unavailable` */
export async function testEndpoint(
  deps: Deps,
  actor: Actor,
  endpointId: string,
  id: string,
): Promise<WebhookDelivery> {
  const endpoint = await readEndpoint(deps, actor, endpointId);
  const now = deps.clock.now();
  const source = { id, type: TEST_EVENT, at: now, ticketId: null, ticketVersion: null } as const;
  const delivery = newWebhookDelivery(endpoint, source, { data: TEST_DATA, now, claimedUntil: null });
  await deps.webhookDeliveries.add([delivery]);
  await deps.gateway.startWebhookDelivery(delivery.id, 0);
  return (await deps.webhookDeliveries.find(delivery.id)) ?? delivery;
}

/**
 * Sends the events since an instant that the endpoint does not have, in a workflow.
 * @throws DomainError `forbidden`, `not_found`, `unavailable`; `invalid_input` for a time that is too long ago or in the
 *   future; `illegal_transition` for a disabled endpoint.
 */
export async function recoverEndpoint(
  deps: Deps,
  actor: Actor,
  endpointId: string,
  { id, since }: { readonly id: string; readonly since: Date },
): Promise<void> {
  await requireActive(deps, actor, endpointId);
  const now = deps.clock.now();
  if (since > now || since < addDays(now, -MAX_RECOVERY_DAYS)) {
    const faults = [{ path: 'since', message: `must be in the last ${MAX_RECOVERY_DAYS} days` }];
    throw new DomainError('invalid_input', 'The recovery was not started. The errors list every fault.', {
      faults,
    });
  }
  await deps.gateway.startWebhookRecovery({ id, endpointId, since }, 0);
}

async function requireActive(deps: Deps, actor: Actor, endpointId: string): Promise<void> {
  const { state } = await readEndpoint(deps, actor, endpointId);
  if (state === 'active') return;
  throw new DomainError('illegal_transition', 'This webhook is disabled. Enable it first.');
}
