import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { applyDeletion, versionOf } from '../../../domain/tickets/comment-changes.js';
import {
  nextScheduled,
  withoutScheduled,
  withScheduled,
} from '../../../domain/tickets/comments/scheduled-comments.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { withAcceptance } from '../assignment/acceptance.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { Decision, Step } from '../ticket-change.js';
import { readComment, type CommentReference } from './change-comment.js';
import { commentNotices } from './comment-notices.js';
import { answeredBy, commentStep } from './comment-step.js';
import { sendAutomaticAnswer, type AutomaticDeps } from './send-automatic-answer.js';

/* Public comments that are sent later. Until then they are internal notes: nothing that shows comments can leak them. */

/** Returns the step that stores a comment to be sent at `sendAt`. @throws DomainError as `withScheduled`. */
export function scheduledStep(
  comment: Parameters<typeof commentStep>[0],
  actor: Actor,
  { ticket, sendAt, now }: { readonly ticket: Ticket; readonly sendAt: Date; readonly now: Date },
): Step & { readonly comment: Comment } {
  const after = withScheduled(withAcceptance(ticket, actor, now), { commentId: comment.id, at: sendAt }, now);
  const step = commentStep({ ...comment, isInternal: true }, actor, after, now);
  return {
    ...step,
    details: { ...step.details, send_at: sendAt.toISOString() },
    comment: { ...step.comment, sendAt },
  };
}

/**
 * Sends the next comment that is due; null without one. Also on a ticket that has ended since: it was written before.
 * From here on it is public: mails leave, and it counts as the answer of its author.
 */
export async function sendDueComment(
  deps: AutomaticDeps,
  ticket: Ticket,
  now: Date,
): Promise<Decision | null> {
  const due = nextScheduled(ticket);
  if (due === null || due.at > now) return null;
  const rest = withoutScheduled(ticket, due.commentId);
  const before = await deps.tickets.findComment(due.commentId);
  if (before?.sendAt === undefined || before.ticketId !== ticket.id) {
    const details = { reason: 'the comment to be sent no longer exists' };
    return { after: rest, type: 'ticket.edited', details, isInternal: true };
  }
  if (before.automatic !== undefined) return sendAutomaticAnswer(deps, rest, before, now);
  // Only staff schedule comments, and it is their answer also if they have left since.
  const author = { type: 'user', ...before.author, role: 'moderator' } as const;
  const { sendAt, ...kept } = before;
  const after = { ...kept, isInternal: false, createdAt: now, version: versionOf(before) + 1 };
  return {
    after: answeredBy(author, rest, now),
    type: 'ticket.commented',
    details: { comment_id: before.id, is_internal: false },
    notify: await commentNotices(deps, author, rest, after),
    commentChange: { before, after },
  };
}

/**
 * Takes back a comment that is not sent yet, and returns it. Only staff ever see that it existed.
 * @throws DomainError `not_found`, `forbidden`; `illegal_transition` once it was sent, or taken back.
 */
export async function takeBackComment(
  deps: ChangeDeps,
  actor: Actor,
  reference: CommentReference,
): Promise<Comment> {
  const { ticketId } = await readComment(deps, actor, reference);
  let taken: Comment | undefined;
  await changeTicket(deps, { reference: ticketId, actor, origin: 'api' }, async (ticket, now) => {
    const before = await readComment(deps, actor, { ...reference, ticket: ticketId });
    authorize(actor, 'comment.edit', before);
    const after = before.sendAt === undefined ? null : applyDeletion(before, actor, now);
    if (after === null) throw cannotBeUndone(before);
    taken = before;
    return {
      after: withoutScheduled(ticket, before.id),
      type: 'ticket.comment_deleted',
      details: {
        comment_id: before.id,
        comment_version: versionOf(after),
        reason: 'taken back before it was sent',
      },
      isInternal: true,
      commentChange: { before, after },
    };
  });
  if (taken === undefined) throw new Error('A change of a ticket was not decided on.');
  return taken;
}

function cannotBeUndone({ deleted, isInternal }: Comment): DomainError {
  return new DomainError(
    'illegal_transition',
    deleted !== undefined
      ? 'The comment was already taken back or deleted.'
      : isInternal
        ? 'The comment is an internal note, which is not sent. Delete it instead.'
        : 'The comment was already sent. This cannot be undone.',
  );
}
