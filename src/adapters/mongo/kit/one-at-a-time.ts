import type { ClientSession } from 'mongoose';
import type { Models } from '../schema/models.js';

/**
 * Makes transactions that add to the same whole conflict, so that each counts what the others have written. By a
 * counter, since to write what is there already would be no write. `whole` names what is counted: `views/<owner>`.
 */
export async function oneAtATime(
  { counters }: Pick<Models, 'counters'>,
  whole: string,
  session: ClientSession,
): Promise<void> {
  await counters.collection.updateOne({ _id: whole }, { $inc: { next: 1 } }, { upsert: true, session });
}
