import { canPass } from '../domain/errors.js';
import { sendDelivery } from './send-delivery.js';

/**
 * Sends each of the deliveries once, side by side: one that cannot go out holds up no other.
 * @throws DomainError as {@link sendDelivery}, of the first that may still go out, or else of the first that may not:
 *   a repeated call leaves alone what is sent or refused.
 */
export async function sendDeliveries(
  deps: Parameters<typeof sendDelivery>[0],
  deliveryIds: readonly string[],
): Promise<void> {
  const outcomes = await Promise.allSettled(deliveryIds.map((id) => sendDelivery(deps, id)));
  const faults = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (faults.length > 0) throw faults.find(canPass) ?? faults[0];
}
