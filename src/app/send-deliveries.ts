import { canPass } from '../domain/errors.js';
import { sendDelivery, type SendOutcome } from './send-delivery.js';

/**
 * Sends each of the deliveries once, side by side: one that cannot go out holds up no other.
 * @throws DomainError as {@link sendDelivery}, of the first that may still go out, or else of the first that may not:
 *   a repeated call leaves alone what is sent or refused, and answers for it as well.
 */
export async function sendDeliveries(
  deps: Parameters<typeof sendDelivery>[0],
  deliveryIds: readonly string[],
): Promise<readonly SendOutcome[]> {
  const outcomes = await Promise.allSettled(deliveryIds.map((id) => sendDelivery(deps, id)));
  const faults = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (faults.length > 0) throw faults.find(canPass) ?? faults[0];
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
