import type { PersonRef } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { Comment, CommentVersion } from './ticket.js';

/** Versions of one comment, the latest included. All of them together stay far below MongoDB's 16 MB a document. */
export const MAX_COMMENT_VERSIONS = 50;

/** A comment before and after one change. */
export interface CommentChange {
  readonly before: Comment;
  readonly after: Comment;
}

export function versionOf({ version = 1 }: Comment): number {
  return version;
}

/** All texts of a comment, oldest first; the last one is what it says now. */
export function versionsOf(comment: Comment): readonly CommentVersion[] {
  const { earlier = [], body, edited, createdAt, author } = comment;
  return [...earlier, { body, at: edited?.at ?? createdAt, byId: edited?.byId ?? author.id }];
}

/** Ids of the files that a change takes from the comment. */
export function removedFiles({ before, after }: CommentChange): readonly string[] {
  const kept = new Set(after.attachments?.map(({ id }) => id));
  return (before.attachments ?? []).flatMap(({ id }) => (kept.has(id) ? [] : [id]));
}

/**
 * The comment with another text; null where it says that already.
 * @throws DomainError `illegal_transition` for a deleted comment, and at the limit of versions.
 */
export function applyEdit(comment: Comment, body: string, byId: string, now: Date): Comment | null {
  if (comment.deleted !== undefined) {
    throw new DomainError('illegal_transition', 'The comment was deleted. Write a new one.');
  }
  if (comment.body === body) return null;
  const earlier = versionsOf(comment);
  if (earlier.length >= MAX_COMMENT_VERSIONS) {
    throw new DomainError(
      'illegal_transition',
      `The comment already has ${MAX_COMMENT_VERSIONS} versions, the maximum. Write a new comment.`,
    );
  }
  return { ...comment, body, earlier, edited: { at: now, byId }, version: versionOf(comment) + 1 };
}

/** The line that is left of a comment: no text, no earlier texts and no files. Null where it is deleted already. */
export function applyDeletion(comment: Comment, by: PersonRef, now: Date): Comment | null {
  if (comment.deleted !== undefined) return null;
  const { earlier: _, attachments: __, sendAt, ...rest } = comment;
  const deleted = { at: now, by, ...(sendAt === undefined ? {} : { isTakenBack: true as const }) };
  return { ...rest, body: '', deleted, version: versionOf(comment) + 1 };
}
