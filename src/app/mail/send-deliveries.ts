import { isRetryable } from '../../domain/errors.js';
import { sendDelivery, type SendOutcome } from './send-delivery.js';

/**
 * Sends each delivery once, in parallel, so that one that cannot be sent does not delay the others.
 * Deliveries that can never be sent are recorded, without an error.
 * @throws DomainError as {@link sendDelivery}, of the first that may still be sent. A repeat skips settled
 *   deliveries.
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
