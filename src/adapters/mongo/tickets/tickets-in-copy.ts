import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Models } from '../schema/models.js';
import { toTicket } from '../schema/stored-ticket.js';
import { IN_COPY } from '../schema/ticket-schemas.js';

/** Returns the tickets with a person, now or earlier, in copy, by id after `afterId`. */
export async function findTicketsInCopy(
  { tickets }: Pick<Models, 'tickets'>,
  fingerprint: string,
  afterId: string | null,
  limit: number,
): Promise<readonly Ticket[]> {
  const theirs = { 'participants.fingerprint': fingerprint };
  const rows = await tickets.collection
    .find(afterId === null ? theirs : { ...theirs, _id: { $gt: afterId } })
    .sort({ _id: 1 })
    .limit(limit)
    .hint(IN_COPY)
    .toArray();
  return rows.map(toTicket);
}

/** Replaces the names of participants in comments, events and mails of a ticket. */
export async function renameOnTicket(
  { comments, events, deliveries }: Pick<Models, 'comments' | 'events' | 'deliveries'>,
  ticketId: string,
  ids: readonly string[],
  name: string,
): Promise<number> {
  const theirs = (path: string) => ({
    ticketId,
    [`${path}.id`]: { $in: [...ids] },
    [`${path}.name`]: { $ne: name },
  });
  const [said, done, mailed] = await Promise.all([
    comments.collection.updateMany(theirs('author'), { $set: { 'author.name': name } }),
    events.collection.updateMany(theirs('actor'), { $set: { 'actor.name': name } }),
    deliveries.collection.updateMany(theirs('recipient'), { $set: { 'recipient.name': name, answer: null } }),
  ]);
  return said.modifiedCount + done.modifiedCount + mailed.modifiedCount;
}
