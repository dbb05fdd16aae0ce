import { heldBy } from '../kit/held-by.js';
import type { Connection, mongo } from 'mongoose';
import type { Delivery, TicketDelivery } from '../../../domain/mail/delivery.js';
import type { TicketMailKind } from '../../../domain/accounts/mail-kinds.js';
import { toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';
import { inTransaction } from '../kit/transaction.js';

/** The answer of parts of a batched mail. */
const COVERED_ELSEWHERE = 'Not sent on its own: a batched mail covers it.';

/** The batched mail is being sent, or the claim has expired: the transaction aborts. */
class TooLate extends Error {}

/**
 * Matches mails to the same person about the same ticket; for the requester of a merged ticket, about their own.
 */
export function sameReader({ ticketId, recipient, details }: TicketDelivery) {
  return {
    ticketId,
    'recipient.id': recipient.id,
    'details.own_ticket': details['own_ticket'] ?? null,
  };
}

/** Does not wait for a later time than `now`. */
export function isDue(now: Date): mongo.Filter<Stored<Delivery>> {
  return { $or: [{ notBefore: null }, { notBefore: { $lte: now } }] };
}

/** Is still to be sent, and does not wait for a later time than `now`. */
export function isUnsent(now: Date): mongo.Filter<Stored<Delivery>> {
  return { state: { $in: ['queued', 'sending'] }, ...isDue(now) };
}

/** See {@link DeliveryRepository.addToBatchedMail}. */
export async function addToBatchedMail(
  connection: Connection,
  models: Models,
  request: {
    readonly delivery: TicketDelivery;
    readonly batchedMail: TicketDelivery;
    readonly kinds: readonly TicketMailKind[];
    readonly now: Date;
  },
): Promise<boolean> {
  const { collection } = models.deliveries;
  const { delivery, batchedMail, kinds, now } = request;
  const covered = {
    state: 'suppressed',
    carriedBy: batchedMail.id,
    claimedUntil: null,
    notBefore: null,
    answer: COVERED_ELSEWHERE,
  } as const;
  try {
    await inTransaction(connection, async (session) => {
      await keepOpen(collection, batchedMail, session);
      const { matchedCount } = await collection.updateOne(
        heldBy(delivery),
        { $set: { ...covered, attempts: delivery.attempts - 1 } },
        { session },
      );
      if (matchedCount === 0) throw new TooLate();
      await collection.updateMany(
        { ...sameReader(delivery), kind: { $in: [...kinds] }, state: 'queued', ...isDue(now) } as never,
        { $set: covered },
        { session },
      );
    });
    return true;
  } catch (error) {
    if (error instanceof TooLate || isDuplicateKey(error)) return false;
    throw error;
  }
}

/**
 * Writes a missing batched mail, and touches an untried one, so that no other worker can claim it in between.
 */
async function keepOpen(
  collection: mongo.Collection<Stored<Delivery>>,
  batchedMail: TicketDelivery,
  session: mongo.ClientSession,
): Promise<void> {
  const stored = toStored(batchedMail);
  const { matchedCount } = await collection.updateOne(
    { _id: stored._id, state: 'queued', attempts: 0 },
    { $inc: { carries: 1 } },
    { session },
  );
  // An existing one that no longer waits is a duplicate.
  if (matchedCount === 0) await collection.insertOne(stored, { session });
}
