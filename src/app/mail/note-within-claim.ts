import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from '../../domain/mail/delivery.js';
import { isRetryable } from '../../domain/errors.js';
import type { AppDeps } from '../deps.js';

const AGAIN_MS = 500;

/**
 * Notes what the mail server has decided, again and again for as long as the claim holds: a database that is away for some
 * seconds must not make a second copy of a mail that was taken.
 * @throws what the last try has thrown.
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
