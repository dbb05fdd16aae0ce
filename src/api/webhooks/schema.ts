import { z } from 'zod';
import { ATTEMPT_FAULTS, WEBHOOK_DELIVERY_STATES } from '../../domain/webhooks/delivery.js';
import {
  DISABLED_REASONS,
  ENDPOINT_STATES,
  MAX_WEBHOOK_URL,
  TEST_EVENT,
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_TEXTS,
} from '../../domain/webhooks/endpoint.js';
import {
  characters,
  instant,
  instantInput,
  lineOfText,
  NO_CHANGE,
  orNull,
  referTo,
  setsSomething,
} from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

const eventType = z.enum(WEBHOOK_EVENT_TYPES).meta({ id: 'WebhookEventType' });
export const sentType = z.enum([...WEBHOOK_EVENT_TYPES, TEST_EVENT]).meta({ id: 'SentWebhookType' });
const textChoice = z.enum(WEBHOOK_TEXTS).meta({ id: 'WebhookText' });
const endpointState = z.enum(ENDPOINT_STATES).meta({ id: 'WebhookState' });
const disabledReason = z.enum(DISABLED_REASONS).meta({ id: 'WebhookDisabledReason' });
const deliveryState = z.enum(WEBHOOK_DELIVERY_STATES).meta({ id: 'WebhookDeliveryState' });

const url = characters({ min: 1, max: MAX_WEBHOOK_URL }).meta({
  format: 'uri',
  example: 'https://hooks.example.com/holdfast',
  description:
    'Receives `POST` requests. `https`; `http` outside of production, and to hosts in `OUTBOUND_ALLOWED_HOSTS`. Private and local addresses are refused, also if the name gets one later.',
});
const events = z.array(eventType).max(WEBHOOK_EVENT_TYPES.length).meta({
  description: 'The event types to send. Empty for all, also future ones.',
});
const description = lineOfText({ min: 1, max: 200 }).nullable();
const text = referTo(textChoice).meta({
  description:
    '`none`: ids and changed fields only. `public`: also title, description and public comments. `all`: internal notes too. Other values than `none` need the scope `tickets:read`.',
});
const isOrdered = z.boolean().meta({
  description:
    'True to send the events of a ticket one after the other. Later ones then wait for the retries of an earlier one.',
});

export const newWebhookSchema = z
  .strictObject({
    url,
    events: events.default([]),
    description: description.default(null),
    text: text.default('none'),
    is_ordered: isOrdered.default(false),
  })
  .meta({
    id: 'NewWebhook',
    example: {
      url: 'https://hooks.example.com/holdfast',
      events: ['ticket.created', 'ticket.status_changed'],
    },
  });

export const webhookEditSchema = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    description: description.optional(),
    text: text.optional(),
    is_ordered: isOrdered.optional(),
    state: referTo(endpointState).optional().meta({ description: 'To disable it, or to enable it again.' }),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'WebhookEdit',
    description: 'What to change; the rest stays. `events` are replaced as a whole.',
    minProperties: 1,
    example: { events: ['ticket.created'] },
  });

const webhookFields = {
  id: z.string(),
  url: z.string(),
  events: z.array(eventType),
  description: z.string().nullable(),
  text: textChoice,
  is_ordered: z.boolean(),
  state: endpointState,
  disabled_reason: orNull(disabledReason).meta({
    description:
      '`by_hand`: an administrator. `gone`: it answered 410. `failing`: no event reached it for five days.',
  }),
  disabled_at: instant.nullable(),
  failing_since: instant.nullable().meta({ description: 'The first failure since the last success' }),
  former_secret_until: instant.nullable().meta({
    description: 'Until then, the secret before the last rotation signs as well.',
  }),
  owner_id: z.string().meta({ description: 'The person who gets mails about it' }),
  created_at: instant,
  version: z.int(),
};

export const webhookSchema = z.object(webhookFields).meta({ id: 'Webhook' });

export const webhookWithSecretSchema = z
  .object({
    ...webhookFields,
    secret: z.string().meta({ description: 'Verifies the signatures. It is shown only in this response.' }),
  })
  .meta({ id: 'WebhookWithSecret' });

export const webhookListSchema = z
  .object({ webhooks: z.array(webhookSchema), ...listFields })
  .meta({ id: 'WebhookList' });

export const webhookParams = z.object({ webhook: z.string().meta(parameterName('WebhookId')) });
export const webhookDeliveryParams = z.object({
  webhook: z.string().meta(parameterName('WebhookId')),
  delivery: z.string().meta(parameterName('WebhookDeliveryId')),
});
export const webhookQuerySchema = z.strictObject(listQuery());
export const webhookDeliveryQuerySchema = z.strictObject({
  state: referTo(deliveryState).optional(),
  ...listQuery(),
});

const attemptSchema = z
  .object({
    at: instant,
    duration_ms: z.int(),
    status: z.int().nullable().meta({ description: 'HTTP status of the answer; null without one' }),
    fault: orNull(z.enum(ATTEMPT_FAULTS).meta({ id: 'WebhookFault' })).meta({
      description:
        'Why there is no status. `endpoint_failing`: not sent, because the endpoint had failed several times in a row.',
    }),
    answer: z
      .string()
      .nullable()
      .meta({ description: 'The first 500 characters of an answer that is no success' }),
  })
  .meta({ id: 'WebhookAttempt' });

export const webhookDeliverySchema = z
  .object({
    id: z.string(),
    event_id: z.string().meta({ description: 'The `webhook-id` header of all its requests' }),
    type: sentType,
    ticket_id: z.string().nullable(),
    ticket_number: z.string().nullable(),
    state: deliveryState,
    event_at: instant,
    created_at: instant,
    next_attempt_at: instant.nullable(),
    ended_at: instant.nullable(),
    attempts: z.array(attemptSchema).meta({ description: 'The last 20, oldest first' }),
  })
  .meta({ id: 'WebhookDelivery' });

export const webhookDeliveryListSchema = z
  .object({ deliveries: z.array(webhookDeliverySchema), ...listFields })
  .meta({ id: 'WebhookDeliveryList' });

export const recoverySchema = z
  .strictObject({
    since: instantInput.meta({ description: 'At most 90 days ago' }),
  })
  .meta({ id: 'NewWebhookRecovery', example: { since: '2026-12-01T08:00:00Z' } });

export const startedRecoverySchema = z
  .object({ id: z.string(), since: instant })
  .meta({ id: 'WebhookRecovery' });
