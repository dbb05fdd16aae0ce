import { queuePlace } from '../../../domain/tickets/queue.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Stored } from '../kit/documents.js';
import { toTicket } from '../schema/stored-ticket.js';
import type { Migration } from './migration.js';

export const queuePlaces: Migration = {
  id: '2026-11-20-queue-places',
  summary: 'Give tickets that wait in the queue their place in its order',
  up: async ({ db, checkIn }) => {
    const tickets = db.collection<Stored<Ticket> & { queue?: ReturnType<typeof queuePlace> }>('tickets');
    const unplaced = tickets.find({
      assignment: null,
      queuedAt: { $type: 'date' },
      queue: { $exists: false },
    });
    for await (const stored of unplaced) {
      const { _id, version } = stored;
      await tickets.updateOne({ _id, version }, { $set: { queue: queuePlace(toTicket(stored)) } });
      checkIn();
    }
  },
};
