import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookSigner } from '../../ports/webhooks/webhooks.js';

/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** Standard Webhooks: HMAC-SHA256 over id, time and body. */
export const webhookSigner: WebhookSigner = {
  newSecret: () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
  headers: (secrets, { id, at, body }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }),
};
