import type { z } from 'zod';
import type { NewEndpoint } from '../../app/webhooks/endpoints.js';
import type { WebhookDelivery } from '../../domain/webhooks/delivery.js';
import type { EndpointEdit, WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { newWebhookSchema, webhookDeliverySchema, webhookEditSchema, webhookSchema } from './schema.js';

export function presentWebhook(endpoint: WebhookEndpoint): z.input<typeof webhookSchema> {
  const { id, url, events, description, text, state, disabled, failingSince, formerSecret } = endpoint;
  return {
    ...{ id, url, events: [...events], description, text, state },
    is_ordered: endpoint.isOrdered,
    disabled_reason: disabled?.reason ?? null,
    disabled_at: disabled?.at.toISOString() ?? null,
    failing_since: failingSince?.toISOString() ?? null,
    former_secret_until: formerSecret?.until.toISOString() ?? null,
    owner_id: endpoint.ownerId,
    created_at: endpoint.createdAt.toISOString(),
    version: endpoint.version,
  };
}

export function toNewEndpoint({
  is_ordered: isOrdered,
  ...rest
}: z.output<typeof newWebhookSchema>): NewEndpoint {
  return { ...rest, isOrdered };
}

export function toEndpointEdit({
  is_ordered: isOrdered,
  ...rest
}: z.output<typeof webhookEditSchema>): EndpointEdit {
  return { ...rest, isOrdered };
}

export function presentWebhookDelivery(delivery: WebhookDelivery): z.input<typeof webhookDeliverySchema> {
  const { id, eventId, type, ticketId, data, state, attempts } = delivery;
  return {
    ...{ id, event_id: eventId, type, state },
    ticket_id: ticketId,
    ticket_number: data.ticket?.number ?? null,
    event_at: delivery.eventAt.toISOString(),
    created_at: delivery.createdAt.toISOString(),
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    ended_at: delivery.endedAt?.toISOString() ?? null,
    attempts: attempts.map(({ at, durationMs, status, fault, answer }) => ({
      at: at.toISOString(),
      duration_ms: durationMs,
      ...{ status, fault, answer },
    })),
  };
}
