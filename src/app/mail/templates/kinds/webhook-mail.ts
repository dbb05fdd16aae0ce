import type { WebhookMailDelivery } from '../../../../domain/mail/delivery.js';
import { MAX_FAILING_DAYS } from '../../../../domain/webhooks/endpoint.js';
import type { MailContent } from '../compose-mail.js';
import type { Phrases } from '../phrases.js';

/** Renders the mail about a webhook that Holdfast has disabled. */
export function webhookContent(
  { webhookId, host, reason }: WebhookMailDelivery['details'],
  publicUrl: string,
  { say }: Phrases,
): MailContent {
  const lead =
    reason === 'gone'
      ? say('webhook.gone', { host })
      : say('webhook.failing', { host, days: MAX_FAILING_DAYS });
  return {
    subject: say('webhook.subject', { host }),
    preview: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'text', text: say('webhook.advice') },
      {
        kind: 'list',
        items: [{ label: host, url: `${publicUrl}/api/v1/webhooks/${webhookId}/deliveries` }],
        rest: null,
      },
    ],
  };
}
