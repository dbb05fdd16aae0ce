import { redelivery, type Delivery } from '../../domain/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { readDelivery } from './read-deliveries.js';

/**
 * Sends once more what was sent or has failed: as a delivery of its own with a Message-ID of its own, for mail programs
 * hide a second copy of one. `requestId` makes it: repeated with the same one nothing more is sent.
 * @throws DomainError `forbidden`, `not_found`; `illegal_transition` for one that is still on its way.
 */
export async function resendDelivery(
  deps: Pick<AppDeps, 'deliveries' | 'users' | 'clock'>,
  doer: Doer,
  id: string,
  requestId: string,
): Promise<Delivery> {
  const original = await readDelivery(deps, doer.actor, id);
  if (original.state === 'queued' || original.state === 'sending') {
    throw new DomainError('illegal_transition', 'This is on its way: it is tried again by itself.');
  }
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
