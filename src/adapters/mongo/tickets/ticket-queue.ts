import { queuePlace, type QueuedTicket } from '../../../domain/tickets/queue.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Stored } from '../kit/documents.js';
import type { Models, Room } from '../schema/models.js';
import { toTicket } from '../schema/stored-ticket.js';
import { QUEUE } from '../schema/ticket-schemas.js';

/** The first of the queue, in its order, which is that of the index. */
export async function findQueue(
  { tickets }: Pick<Models, 'tickets'>,
  limit: number,
): Promise<QueuedTicket[]> {
  const rows = await tickets.collection
    .find({ 'queue.rank': { $gte: 0 } })
    .sort({ 'queue.rank': 1, 'queue.dueAt': 1, createdAt: 1, _id: 1 })
    .limit(limit)
    .hint(QUEUE)
    .project<Omit<QueuedTicket, 'id' | 'dueAt'> & { _id: string; queue: { dueAt: Date } }>({
      number: 1,
      priority: 1,
      requiredSkills: 1,
      declinedBy: 1,
      createdAt: 1,
      'queue.dueAt': 1,
    })
    .toArray();
  return rows.map(({ _id: id, queue: { dueAt }, ...ticket }) => ({ ...ticket, id, dueAt }));
}

/** Adds queue places to tickets that were queued before the queue had an order. Idempotent. */
export async function giveQueuePlaces({ collection }: Room<Stored<Ticket>>): Promise<void> {
  const unplaced = collection.find({
    assignment: null,
    queuedAt: { $type: 'date' },
    queue: { $exists: false },
  });
  for await (const stored of unplaced) {
    const { _id, version } = stored;
    await collection.updateOne({ _id, version }, { $set: { queue: queuePlace(toTicket(stored)) } });
  }
}
