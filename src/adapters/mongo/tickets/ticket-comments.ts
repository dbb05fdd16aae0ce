import type { IdPage } from '../../../ports/paging.js';
import type { CommentQuery, TicketChange } from '../../../ports/tickets/ticket-repository.js';
import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { removedFiles, type CommentChange } from '../../../domain/tickets/comment-changes.js';
import type { Comment } from '../../../domain/tickets/ticket.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { readIdPage } from '../kit/id-page.js';
import type { RawFiles } from '../kit/raw-files.js';
import type { Models } from '../schema/models.js';

type Comments = Pick<Models, 'comments'>;

/** The latest that is no internal note and not deleted, but for those of `exceptIds`; null when there is none. */
export async function findLastPublicComment(
  { comments }: Comments,
  ticketId: string,
  exceptIds: readonly string[],
): Promise<Comment | null> {
  const stored = await comments.model
    .findOne({ ticketId, isInternal: false, deleted: null, _id: { $nin: [...exceptIds] } })
    .sort({ createdAt: -1, _id: -1 })
    .lean<Stored<Comment>>();
  return stored === null ? null : fromStored<Comment>(stored);
}

/** Those of the ids that are there, oldest first. */
export async function findComments(
  { comments }: Comments,
  ids: readonly string[],
): Promise<readonly Comment[]> {
  const rows = await comments.model
    .find({ _id: { $in: [...ids] } })
    .sort({ _id: 1 })
    .lean<Stored<Comment>[]>();
  return rows.map((row) => fromStored<Comment>(row));
}

/** A page of what is said on tickets. */
export function readComments(
  { comments }: Comments,
  { ticketIds, includeInternal, ...page }: CommentQuery,
): Promise<IdPage<Comment>> {
  const filter = { ticketId: { $in: [...ticketIds] }, ...(includeInternal ? {} : { isInternal: false }) };
  return readIdPage(comments.model, filter, page, { order: 1, from: fromStored<Comment> });
}

/** Writes new comments and changes of comments; those that move to another ticket are moved. */
export async function writeComments(
  models: Comments,
  files: RawFiles,
  changes: readonly TicketChange[],
  session: ClientSession,
): Promise<void> {
  // One by one: a bulk's fault does not say which id was there already.
  for (const comment of changes.flatMap(({ comment }) => comment ?? [])) {
    await models.comments.collection.insertOne(toStored(comment), { session });
  }
  for (const change of changes) {
    if (change.commentChange !== undefined) {
      await writeCommentChange(models, files, change.commentChange, session);
    }
    await takeComments(models, change, session);
  }
}

/** What a change of a comment may touch; its author's name is the erasure's to write. */
const CHANGEABLE = [
  'body',
  'attachments',
  'version',
  'edited',
  'earlier',
  'deleted',
  // Of one that is sent later.
  'isInternal',
  'sendAt',
  'createdAt',
] as const;

/** @throws DomainError `version_conflict` when the comment is another, or elsewhere, by now. */
export async function writeCommentChange(
  { comments }: Comments,
  files: RawFiles,
  commentChange: CommentChange,
  session: ClientSession,
): Promise<void> {
  const { before, after } = commentChange;
  const set = CHANGEABLE.filter((field) => after[field] !== undefined);
  const gone = CHANGEABLE.filter((field) => after[field] === undefined);
  const { matchedCount } = await comments.collection.updateOne(
    { _id: before.id, ticketId: before.ticketId, version: before.version ?? { $exists: false } },
    {
      $set: Object.fromEntries(set.map((field) => [field, after[field]])),
      $unset: Object.fromEntries(gone.map((field) => [field, true as const])),
    },
    { session },
  );
  if (matchedCount === 0) {
    throw new DomainError('version_conflict', 'The comment has changed since it was read. Read it again.');
  }
  await files.removeAll(removedFiles(commentChange), session);
}

/** Moves comments to the ticket of the change. @throws DomainError `version_conflict` when one is elsewhere by now. */
async function takeComments(
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
