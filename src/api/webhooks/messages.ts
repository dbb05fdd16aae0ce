import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { TEST_EVENT, WEBHOOK_EVENT_TYPES, type WebhookEventType } from '../../domain/webhooks/endpoint.js';
import type { WebhookMessage } from '../../domain/webhooks/message.js';
import { actorType, instant, orNull } from '../http/fields.js';
import { parameterName } from '../http/shared-parameters.js';
import { sentType } from './schema.js';

const change = z
  .object({ from: z.unknown(), to: z.unknown() })
  .meta({ id: 'WebhookFieldChange', description: 'The values before and after.' });

const messageTicket = z
  .object({ id: z.string(), number: z.string(), version: z.int() })
  .meta({ id: 'WebhookTicket' });
const messageActor = z.object({ type: actorType, id: z.string() }).meta({ id: 'WebhookActor' });
const messageComment = z
  .object({ id: z.string(), body: z.string(), is_internal: z.boolean() })
  .meta({ id: 'WebhookComment' });

const messageText = z
  .object({
    title: z.string(),
    description: z.string(),
    comment: orNull(messageComment),
  })
  .meta({
    id: 'WebhookMessageText',
    description:
      'Only if the webhook asks for `text`: the text at the time of the request, at most 4,000 characters each.',
  });

/** The body of the requests that Holdfast sends. */
export const messageSchema = z
  .object({
    type: sentType,
    timestamp: instant.meta({
      description: 'The time of the event. `webhook-timestamp` is that of the request.',
    }),
    data: z.object({
      event_id: z
        .string()
        .meta({ description: 'The id of the entry in the activity log; also `webhook-id`' }),
      ticket: orNull(messageTicket),
      actor: orNull(messageActor),
      is_internal: z.boolean().meta({ description: 'True for what only staff may read' }),
      changed: z.array(z.string()).meta({ description: 'Names of all changed fields' }),
      changes: z.record(z.string(), change).meta({
        description: 'Values of changed fields that contain no text of people. `assignee` is an id.',
      }),
      facts: z.record(z.string(), z.unknown()).meta({
        description: 'Ids and facts of this event type, such as `comment_id`. New ones may be added.',
      }),
      text: orNull(messageText).optional(),
    }),
  })
  .meta({ id: 'WebhookMessage' });

const headers = z.object({
  'webhook-id': z.string().meta({
    description: 'The same for all attempts of an event. Ignore one that you have handled.',
    ...parameterName('WebhookMessageId'),
  }),
  'webhook-timestamp': z.string().meta({
    description: 'Unix seconds of this attempt. Refuse it if it is more than five minutes off.',
    ...parameterName('WebhookTimestamp'),
  }),
  'webhook-signature': z.string().meta({
    description: 'One or two signatures `v1,<base64>`, separated by a space.',
    ...parameterName('WebhookSignature'),
  }),
});

/** Documents each event type as a webhook, with an example. */
export function registerWebhooks(registry: OpenAPIRegistry): void {
  for (const type of [...WEBHOOK_EVENT_TYPES, TEST_EVENT] as const) {
    registry.registerWebhook({
      method: 'post',
      path: type,
      operationId: `receive ${type}`.replaceAll(/[ ._]+(\w)/gu, (_, letter: string) => letter.toUpperCase()),
      tags: ['events'],
      summary: type === TEST_EVENT ? 'A test' : `The event ${type} of a ticket`,
      security: [],
      request: {
        headers,
        body: {
          required: true,
          content: { 'application/json': { schema: messageSchema, example: exampleOf(type) } },
        },
      },
      responses: {
        '2XX': { description: 'The message has arrived. Answer within 15 seconds, and do the work later.' },
        410: { description: 'The webhook is disabled.' },
        default: { description: 'The message is sent again, up to ten times in 75 hours.' },
      },
    });
  }
}

const TICKET = { id: '019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11', number: 'TKT-2026-000042', version: 7 };
const CHANGES: Readonly<Partial<Record<WebhookEventType, WebhookMessage['data']['changes']>>> = {
  'ticket.status_changed': { status: { from: 'open', to: 'in_progress' } },
  'ticket.edited': { priority: { from: 'medium', to: 'high' } },
  'ticket.assigned': { assignee: { from: null, to: '019389a0-1111-7aaa-8bbb-9cccddddeeee' } },
  'ticket.triaged': { category: { from: 'other', to: 'network' } },
};
const FACTS: Readonly<Partial<Record<WebhookEventType, WebhookMessage['data']['facts']>>> = {
  'ticket.commented': { comment_id: '019389a5-2222-7aaa-8bbb-9cccddddeeee', is_internal: false },
  'sla.warning': { target: 'resolution', due_at: '2026-12-01T12:00:00.000Z', policy: 'default@1' },
  'sla.breached': { target: 'resolution', due_at: '2026-12-01T12:00:00.000Z', policy: 'default@1' },
};

function exampleOf(type: WebhookEventType): WebhookMessage {
  const isTest = type === TEST_EVENT;
  const changes = CHANGES[type] ?? {};
  return {
    type,
    timestamp: '2026-12-01T11:30:00.000Z',
    data: {
      event_id: '019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22',
      ticket: isTest ? null : TICKET,
      actor: isTest ? null : { type: 'user', id: '019389a0-1111-7aaa-8bbb-9cccddddeeee' },
      is_internal: false,
      changed: Object.keys(changes),
      changes,
      facts: FACTS[type] ?? {},
    },
  };
}
