import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { WebPush } from '../../ports/notifications/push.js';

/** The settings of Web Push, all or none. */
export interface WebPushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** How a push service reaches the operator: `mailto:` or an https URL. */
  readonly contact: string;
}

/** RFC 8030 §5.4: at most 32 characters of base64url. */
const TOPIC_LENGTH = 32;

/** Encrypts payloads (RFC 8291) and signs requests (RFC 8292). The requests are sent by the guarded client. */
export function webPushWith({ publicKey, privateKey, contact: subject }: WebPushKeys): WebPush {
  return {
    publicKey,
    request: ({ endpoint, p256dh, auth }, { id, payload, ttlSeconds }) => {
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: ttlSeconds,
        // A repeat replaces what a browser that is switched off has not fetched.
        topic: createHash('sha256').update(id).digest('base64url').slice(0, TOPIC_LENGTH),
      });
      return { method: 'POST', url: endpoint, headers: { ...details.headers }, body: details.body };
    },
  };
}
