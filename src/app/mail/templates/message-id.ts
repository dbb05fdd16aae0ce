import { messageId, messageMarkId } from '../../../domain/mail/delivery.js';
import { ownIdOf } from '../../../domain/inbound-mail/sender/own-ids.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'mailedSecrets'>;

/** The Message-ID under which a delivery is mailed: the same each time. */
export function messageIdOf({ mailedSecrets }: Deps, deliveryId: string): string {
  return messageId(deliveryId, mailedSecrets.mark(messageMarkId(deliveryId)));
}

/**
 * Returns the delivery of a Message-ID whose signature proves that the mail was seen; null for any other.
 */
export function provenDeliveryId({ mailedSecrets }: Deps, id: string): string | null {
  const own = ownIdOf(id);
  if (own?.kind !== 'delivery' || own.mark === null) return null;
  return mailedSecrets.isMark(messageMarkId(own.deliveryId), own.mark) ? own.deliveryId : null;
}
