import type { QueuedTicket } from '../../../domain/tickets/queue.js';
import type { Models } from '../schema/models.js';
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
      team: 1,
      teamFrom: 1,
      language: 1,
      organisationId: 1,
      'queue.dueAt': 1,
    })
    .toArray();
  return rows.map(({ _id: id, queue: { dueAt }, ...ticket }) => ({ ...ticket, id, dueAt }));
}
