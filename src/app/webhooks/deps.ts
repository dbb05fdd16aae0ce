import type { OutboundHttp } from '../../ports/outbound-http.js';
import type { Repositories } from '../../ports/repositories.js';
import type { WebhookSigner } from '../../ports/webhooks/webhooks.js';
import type { WebhookSending } from './sending.js';

/** Dependencies of webhooks. */
export interface WebhookDeps extends Pick<Repositories, 'webhookEndpoints' | 'webhookDeliveries'> {
  readonly outboundHttp: OutboundHttp;
  readonly webhookSigner: WebhookSigner;
  readonly webhookSender: WebhookSending;
}
