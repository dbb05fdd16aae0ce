import { isMergedHere } from '../../../domain/ticket-links.js';
import type { Actor } from '../../../domain/access/actor.js';
import { authorize, can, canReadInternal } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { applyDeletion, applyEdit, versionOf, versionsOf } from '../../../domain/tickets/comment-changes.js';
import type { EventType } from '../../../domain/tickets/events.js';
import { isFinal, type Comment, type CommentVersion, type Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { mergeGoal } from '../merge-goal.js';
import { readTicket } from '../read-ticket.js';
import type { AppDeps } from '../../deps.js';

/** Which comment, of the ticket on which the caller reads it, and the version of it that they have seen. */
export interface CommentReference {
  readonly ticket: string;
  readonly comment: string;
  readonly expectedVersion?: number | undefined;
}

/**
 * Changes the text of a comment and keeps the one before as a version. What was mailed before stays as it was mailed.
 * @throws DomainError `not_found`, `forbidden`; `version_conflict` when `expectedVersion` is stale; `illegal_transition` once
 *   the ticket is over, for a deleted comment, and at the limit of versions.
 */
export function editComment(
  deps: ChangeDeps,
  actor: Actor,
  reference: CommentReference,
  body: string,
): Promise<Comment> {
  return changeComment(deps, actor, reference, 'ticket.comment_edited', (comment, now) =>
    applyEdit(comment, body, actor.id, now),
  );
}

/**
 * Deletes a comment: its texts and files go, and a line of the thread says who deleted it. Repeated it changes nothing.
 * @throws DomainError as {@link editComment}.
 */
export async function deleteComment(
  deps: ChangeDeps,
  actor: Actor,
  reference: CommentReference,
): Promise<void> {
  await changeComment(deps, actor, reference, 'ticket.comment_deleted', (comment, now) =>
    applyDeletion(comment, { id: actor.id, name: actor.name }, now),
  );
}

/** All texts of a comment, oldest first, each with the name of its writer. @throws DomainError `not_found`, `forbidden`. */
export async function readVersions(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  actor: Actor,
  reference: CommentReference,
): Promise<readonly (CommentVersion & { readonly byName: string })[]> {
  const comment = await readComment(deps, actor, reference);
  authorize(actor, 'ticket.read_internal');
  const versions = versionsOf(comment);
  const names = new Map([[comment.author.id, comment.author.name]]);
  for (const id of new Set(versions.map(({ byId }) => byId))) {
    if (!names.has(id)) names.set(id, (await deps.users.find(id))?.name ?? '');
  }
  return versions.map((version) => ({ ...version, byName: names.get(version.byId) ?? '' }));
}

/**
 * A comment as it is read on the ticket, or on one that the ticket has taken in.
 * @throws DomainError `not_found` also for one that the actor may not know of.
 */
export async function readComment(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  { ticket: reference, comment: id }: CommentReference,
): Promise<Comment> {
  const ticket = await readTicket(deps, actor, reference);
  const merged = ticket.links.filter((link) => isMergedHere(link) && can(actor, 'ticket.read', link.ticket));
  const ticketIds = [ticket.id, ...merged.map((link) => link.ticket.id)];
  const comment = await deps.tickets.findComment(id);
  const isRead =
    comment !== null &&
    ticketIds.includes(comment.ticketId) &&
    (!comment.isInternal || canReadInternal(actor, ticket));
  if (!isRead) throw new DomainError('not_found', `There is no comment ${id} on ${ticket.number}.`);
  return comment;
}

/**
 * The comment is changed on the ticket where it was written, and with that ticket's version: two who change it at once meet
 * there, as do an edit and a split. SLA clocks and the last word stay as they were: what was answered was answered.
 */
async function changeComment(
  deps: ChangeDeps,
  actor: Actor,
  reference: CommentReference,
  type: EventType,
  change: (comment: Comment, now: Date) => Comment | null,
): Promise<Comment> {
  const { ticketId } = await readComment(deps, actor, reference);
  let latest: Comment | undefined;
  await changeTicket(deps, { reference: ticketId, actor, origin: 'api' }, async (ticket, now) => {
    const before = await readComment(deps, actor, { ...reference, ticket: ticketId });
    authorize(actor, 'comment.edit', before);
    requireVersion(before, reference.expectedVersion);
    await requireOpen(deps, ticket);
    const after = change(before, now);
    latest = after ?? before;
    if (after === null) return null;
    return {
      after: ticket,
      type,
      details: { comment_id: before.id, comment_version: versionOf(after) },
      isInternal: before.isInternal,
      commentChange: { before, after },
    };
  });
  if (latest === undefined) throw new Error('A change of a ticket was not decided on.');
  return latest;
}

/** @throws DomainError `version_conflict` */
export function requireVersion(comment: Comment, expected: number | undefined): void {
  if (expected === undefined || expected === versionOf(comment)) return;
  throw new DomainError(
    'version_conflict',
    `The comment is at version ${versionOf(comment)}, not ${expected}. Read it again and repeat your change.`,
  );
}

/** The ticket that a merged one was merged into decides. */
async function requireOpen(deps: Pick<AppDeps, 'tickets'>, ticket: Ticket): Promise<void> {
  const { number, status } = await mergeGoal(deps, ticket);
  if (!isFinal(status)) return;
  throw new DomainError(
    'illegal_transition',
    `${number} is ${status}, so its comments cannot change. Staff can still redact them.`,
  );
}
