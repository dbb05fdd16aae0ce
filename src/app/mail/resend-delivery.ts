import { isGivenUp, redelivery, type Delivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { claimedUntil } from './send-delivery.js';
import { demandClaim } from './demand-claim.js';
import { readDelivery } from './read-deliveries.js';

/**
 * Resends a delivery that was sent, has failed, or was retried for a day.
 * It is a new delivery with its own Message-ID, because mail programs hide a second copy. Idempotent by `requestId`.
 * @throws DomainError `forbidden`, `not_found`; `illegal_transition` for one that is still retried.
 */
export async function resendDelivery(
  deps: Pick<AppDeps, 'deliveries' | 'users' | 'clock'>,
  doer: Doer,
  id: string,
  requestId: string,
): Promise<Delivery> {
  const original = await readDelivery(deps, doer.actor, id);
  if (original.state === 'queued' || original.state === 'sending') await endWait(deps, original);
  const event = accountEvent({ ...deps, newId: () => requestId }, doer, {
    type: 'account.mail_resent',
    account: original.recipient,
    details: { delivery: original.id, kind: original.kind },
    followUps: ['send_mails'],
  });
  const again: Delivery = { ...redelivery(event, original), isByHand: true };
  try {
    await deps.users.commit({ event, deliveries: [again] });
    return again;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const existing = isThere ? await deps.deliveries.find(again.id) : null;
    if (existing === null) throw error;
    return existing;
  }
}

/**
 * The copy replaces it.
 * A later check of the ticket finds it settled. A worker that holds it comes first.
 */
async function endWait({ deliveries, clock }: Pick<AppDeps, 'deliveries' | 'clock'>, waiting: Delivery) {
  const now = clock.now();
  const claimed = isGivenUp(waiting, now) ? await deliveries.claim(waiting.id, now, claimedUntil(now)) : null;
  if (claimed === null) {
    throw new DomainError('illegal_transition', 'This mail is still being retried automatically.');
  }
  demandClaim(await deliveries.markSuppressed(claimed, 'Not sent for a day, then resent by hand.'));
}
