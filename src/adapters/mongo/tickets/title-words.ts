import type { Stored } from '../kit/documents.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { wordsOf } from '../../../domain/search-terms.js';
import type { Room } from '../schema/models.js';

const AT_ONCE = 1_000;

/**
 * Adds search words to tickets from before title search.
 * Without any, it is one index lookup. Idempotent, also in parallel or after an interruption.
 */
export async function giveTitleWords({ collection }: Room<Stored<Ticket>>): Promise<void> {
  for (;;) {
    const rows = await collection
      .find({ titleWords: null }, { projection: { title: 1 } })
      .limit(AT_ONCE)
      .toArray();
    if (rows.length === 0) return;
    await collection.bulkWrite(
      rows.map(({ _id, title }) => ({
        updateOne: { filter: { _id, title }, update: { $set: { titleWords: wordsOf(title) } } },
      })),
      { ordered: false },
    );
  }
}
