import type { DeliveryClaim } from '../../../domain/mail/delivery.js';

/** Is in the hands of the sender who has claimed it so, and of no later one. */
export function heldBy({ id, attempts, claimedUntil }: DeliveryClaim) {
  return { _id: id, state: 'sending', attempts, claimedUntil } as const;
}
