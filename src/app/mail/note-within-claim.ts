import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from '../../domain/mail/delivery.js';
import { isRetryable } from '../../domain/errors.js';
import type { AppDeps } from '../deps.js';

const AGAIN_MS = 500;

/**
 * Records the answer of the mail server, retrying while the claim lasts.
 * A database outage of seconds must not cause a second copy of an accepted mail.
 * @throws the error of the last attempt.
 */
export async function noteWithinClaim(
  { clock }: Pick<AppDeps, 'clock'>,
  { claimedUntil }: Pick<Delivery, 'claimedUntil'>,
  note: () => Promise<void>,
): Promise<void> {
  const endsAt = (claimedUntil?.getTime() ?? 0) - AGAIN_MS;
  for (;;) {
    try {
      await note();
      return;
    } catch (error) {
      if (!isRetryable(error) || clock.now().getTime() >= endsAt) throw error;
      await delay(AGAIN_MS);
    }
  }
}
