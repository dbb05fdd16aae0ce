/** A browser to which notifications are pushed (RFC 8030). */
export interface PushSubscription {
  readonly id: string;
  readonly personId: string;
  /** The session that has subscribed. Nothing is pushed after its end: another person may use the device. */
  readonly sessionId: string;
  /** An address of the push service of the browser. It is a secret: with it and the keys, anyone can push. */
  readonly endpoint: string;
  /** The public key of the browser, base64url (RFC 8291). */
  readonly p256dh: string;
  /** The authentication secret of the browser, base64url. */
  readonly auth: string;
  readonly createdAt: Date;
  /** The last notifications that its push service has accepted, so that a repeat sends them to the others only. */
  readonly sent: readonly string[];
}

/** Browsers of one person. One more replaces the oldest. */
export const MAX_PUSH_SUBSCRIPTIONS = 10;

/** Notifications that a subscription remembers as sent. Attempts for one of them end within an hour. */
export const MAX_SENT_KEPT = 50;

/** What an attempt to push has led to. `refused` is not repeated, and the subscription stays. */
export const PUSH_OUTCOMES = ['sent', 'gone', 'refused', 'failed'] as const;
export type PushOutcome = (typeof PUSH_OUTCOMES)[number];

/** Returns what the status of a push service means; null for no answer. */
export function pushOutcome(status: number | null): PushOutcome {
  if (status === null || status === 429 || status >= 500) return 'failed';
  if (status === 404 || status === 410) return 'gone';
  return status >= 200 && status < 300 ? 'sent' : 'refused';
}
