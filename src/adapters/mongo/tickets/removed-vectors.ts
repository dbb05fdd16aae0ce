import type { ClientSession } from 'mongoose';
import { MS_PER_DAY } from '../../../domain/time.js';
import type { Models } from '../schema/models.js';

/** Removes the vectors of a ticket, of all models. They are found as removed for a day, for copies in memory. */
export async function removeVectors(
  { ticketVectors }: Pick<Models, 'ticketVectors'>,
  ticketId: string,
  at: Date,
  session?: ClientSession,
): Promise<void> {
  // `0` follows `/` in the order of characters.
  const ofTicket = { _id: { $gte: `${ticketId}/`, $lt: `${ticketId}0` } };
  const gone = { vector: null, textHash: '', at, expiresAt: new Date(at.getTime() + MS_PER_DAY) };
  await ticketVectors.collection.updateMany(
    ofTicket,
    { $set: gone },
    session === undefined ? {} : { session },
  );
}
