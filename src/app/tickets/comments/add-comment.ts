import { participantIn } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { Comment, MailOrigin, Ticket } from '../../../domain/tickets/ticket.js';
import { isFinal } from '../../../domain/tickets/ticket.js';
import { DomainError } from '../../../domain/errors.js';
import { changeStatus } from '../../../domain/tickets/transitions.js';
import { changeTicket, type ChangeDeps, type Decision } from '../change-ticket.js';
import { commentNotices } from './comment-notices.js';
import type { AppDeps } from '../../deps.js';
import { answeredBy, commentStep } from './comment-step.js';
import { refuseUnseen } from './refuse-unseen.js';
import { scheduledStep } from './send-comment.js';
import { withAcceptance } from '../assignment/acceptance.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'liveHistory'>;

/** The last event that the author has seen; undefined for any. */
type Seen = { readonly seenEventId?: string | undefined };

interface NewComment extends MailOrigin {
  readonly body: string;
  readonly isInternal: boolean;
  /** When it is sent, for public comments of staff. Absent, or in the past, for now. */
  readonly sendAt?: Date | undefined;
  /** Their contents are already stored. */
  readonly attachments?: readonly Attachment[];
}

/** Refusals of a request whose first attempt was committed. */
const REPEATED: ReadonlySet<string> = new Set(['duplicate', 'illegal_transition', 'unseen_comments']);

/**
 * Adds a comment.
 * Idempotent by `id`. The first public answer of staff meets the first-response target. A comment of the
 * requester, or of a person in copy, continues a ticket that waits on them or is on hold.
 * @throws DomainError `not_found`, `forbidden` (internal notes are for staff), `illegal_transition` for a closed or
 *   cancelled ticket, and for too many unsent comments; `unseen_comments`; `invalid_input` for `sendAt` too far ahead.
 */
export async function addComment(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: NewComment & Seen,
  id: string,
): Promise<Comment> {
  try {
    return await say(deps, actor, reference, input, id);
  } catch (error) {
    // A comment from before the ticket was closed, or before the newer comments, is still there.
    const mayBeThere = error instanceof DomainError && REPEATED.has(error.code);
    const existing = mayBeThere ? await deps.tickets.findComment(id) : null;
    if (existing?.author.id !== actor.id) throw error;
    return existing;
  }
}

async function say(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: NewComment & Seen,
  id: string,
): Promise<Comment> {
  const { seenEventId, ...given } = input;
  const comment = { ...given, id };
  const request = { reference, actor, origin: 'api' } as const;
  let said: Decision | undefined;
  const after = await changeTicket(deps, request, async (ticket, now) => {
    if (seenEventId !== undefined) await refuseUnseen(deps, actor, ticket, seenEventId);
    return (said = await decideComment(deps, actor, ticket, comment, now));
  });
  const stored = said?.comment;
  return stored ?? commentStep(comment, actor, after, after.updatedAt).comment;
}

/** @throws DomainError `forbidden`, `illegal_transition` for a final ticket. */
export async function decideComment(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  actor: Actor,
  ticket: Ticket,
  comment: NewComment & { readonly id: string },
  now: Date,
): Promise<Decision> {
  const { isInternal } = comment;
  authorize(actor, isInternal ? 'ticket.comment_internally' : 'ticket.comment', ticket);
  if (isFinal(ticket.status)) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} is ${ticket.status}. Open a follow-up: POST /api/v1/tickets/${ticket.number}/follow-up.`,
    );
  }
  if (comment.sendAt !== undefined && comment.sendAt > now) {
    // Until it is sent, it is a note that only staff can read.
    authorize(actor, 'ticket.comment_internally', ticket);
    return scheduledStep(comment, actor, { ticket, sendAt: comment.sendAt, now });
  }
  const said = {
    ...commentStep(
      comment,
      actor,
      withAcceptance(isInternal ? ticket : answeredBy(actor, ticket, now), actor, now),
      now,
    ),
    notify: await commentNotices(deps, actor, ticket, comment),
  };
  const isRequester = actor.id === ticket.requester.id;
  const isInCopy = participantIn(ticket, actor.id) !== undefined;
  const isParked = ticket.status === 'waiting_on_user' || ticket.status === 'on_hold';
  if (!isParked || isInternal || !(isRequester || isInCopy)) return said;
  const after = changeStatus(said.after, 'in_progress', now, null);
  return {
    after,
    type: 'ticket.status_changed',
    details: { reason: isRequester ? 'the requester answered' : 'a person in copy answered' },
    earlier: [said],
  };
}
