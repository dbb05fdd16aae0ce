import type { ClientSession } from 'mongoose';
import type { Models } from '../schema/models.js';

/**
 * Makes parallel transactions that add to the same total conflict, so that each counts the others' writes.
 * It uses a counter, because an unchanged value would be no write. `whole` names the total: `views/<owner>`.
 */
export async function oneAtATime(
  { counters }: Pick<Models, 'counters'>,
  whole: string,
  session: ClientSession,
): Promise<void> {
  await counters.collection.updateOne({ _id: whole }, { $inc: { next: 1 } }, { upsert: true, session });
}
