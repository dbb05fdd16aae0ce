import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { Comment } from '../../../domain/tickets/ticket.js';
import { fromStored, type Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

type Comments = Pick<Models, 'comments'>;

/** Returns the latest public comment, except `exceptIds`; null for none. */
export async function findLastPublicComment(
  { comments }: Comments,
  ticketId: string,
  exceptIds: readonly string[],
): Promise<Comment | null> {
  const stored = await comments.model
    .findOne({ ticketId, isInternal: false, _id: { $nin: [...exceptIds] } })
    .sort({ createdAt: -1, _id: -1 })
    .lean<Stored<Comment>>();
  return stored === null ? null : fromStored<Comment>(stored);
}

/**
 * Moves comments to the ticket of the change.
 * @throws DomainError `version_conflict` if one has moved elsewhere.
 */
export async function takeComments(
  { comments }: Comments,
  { after, takenComments }: TicketChange,
  session: ClientSession,
): Promise<void> {
  if (takenComments === undefined) return;
  const { ids, fromTicketId } = takenComments;
  const { matchedCount } = await comments.collection.updateMany(
    { _id: { $in: [...ids] }, ticketId: fromTicketId },
    { $set: { ticketId: after.id } },
    { session },
  );
  if (matchedCount === ids.length) return;
  throw new DomainError('version_conflict', 'Some of the comments have moved to another ticket.');
}
