import { isRetryable } from '../../domain/errors.js';
import { sendDelivery, type SendOutcome } from './send-delivery.js';

/**
 * Sends each of the deliveries once, side by side: one that cannot go out holds up no other.
 * Those that will never go out are noted as such, and answered for by nothing.
 * @throws DomainError as {@link sendDelivery}, of the first that may still go out: a repeated call leaves alone what is
 *   sent or refused, and answers for it as well.
 */
export async function sendDeliveries(
  deps: Parameters<typeof sendDelivery>[0],
  deliveryIds: readonly string[],
): Promise<readonly SendOutcome[]> {
  const outcomes = await Promise.allSettled(deliveryIds.map((id) => sendDelivery(deps, id)));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && isRetryable(outcome.reason)) throw outcome.reason;
  }
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
