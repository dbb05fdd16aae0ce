import type { Ticket } from '../../../domain/tickets/ticket.js';
import { wordsOf } from '../../../domain/search-terms.js';
import type { Stored } from '../kit/documents.js';
import type { Migration } from './migration.js';

const BATCH = 1_000;

export const titleWords: Migration = {
  id: '2026-11-20-title-words',
  summary: 'Index the words of the titles of old tickets, so that the search finds them',
  up: async ({ db, checkIn }) => {
    const tickets = db.collection<Stored<Ticket> & { titleWords?: readonly string[] | null }>('tickets');
    for (;;) {
      const rows = await tickets
        .find({ titleWords: null }, { projection: { title: 1 } })
        .limit(BATCH)
        .toArray();
      if (rows.length === 0) return;
      await tickets.bulkWrite(
        rows.map(({ _id, title }) => ({
          // An old title stays for the next batch where somebody has changed it since.
          updateOne: { filter: { _id, title }, update: { $set: { titleWords: wordsOf(title) } } },
        })),
        { ordered: false },
      );
      checkIn();
    }
  },
};
