import { authorize } from '../domain/permissions.js';
import { recordFirstResponse } from '../domain/sla.js';
import type { Comment, Ticket } from '../domain/ticket.js';
import { isFinal } from '../domain/ticket.js';
import { DomainError } from '../domain/errors.js';
import { isStaff, type Actor } from '../domain/user.js';
import { changeTicket, type ChangeDeps } from './change-ticket.js';

interface NewComment {
  readonly body: string;
  readonly isInternal: boolean;
}

/**
 * Adds to the talk on a ticket, under the id that is chosen for the comment. The first public answer of staff meets the
 * first-response target. Repeated with the same id it changes nothing and gives the comment that is there.
 * @throws DomainError `not_found`, `forbidden` (internal notes are for staff), `illegal_transition` once it is over.
 */
export async function addComment(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  input: NewComment,
  id: string,
): Promise<Comment> {
  try {
    return await say(deps, actor, reference, input, id);
  } catch (error) {
    // What was said before the ticket was over stays said.
    const mayBeThere =
      error instanceof DomainError && (error.code === 'duplicate' || error.code === 'illegal_transition');
    const existing = mayBeThere ? await deps.tickets.findComment(id) : null;
    if (existing?.author.id !== actor.id) throw error;
    return existing;
  }
}

async function say(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  input: NewComment,
  id: string,
): Promise<Comment> {
  const toComment = (ticket: Ticket, now: Date): Comment => ({
    id,
    ticketId: ticket.id,
    author: { id: actor.id, name: actor.name },
    body: input.body,
    isInternal: input.isInternal,
    createdAt: now,
  });
  const ticket = await changeTicket(deps, { reference, actor, origin: 'api' }, (before, now) => {
    authorize(actor, input.isInternal ? 'ticket.comment_internally' : 'ticket.comment', before);
    if (isFinal(before.status)) {
      throw new DomainError(
        'illegal_transition',
        `${before.number} is ${before.status}. Open a new ticket that refers to it.`,
      );
    }
    const answers =
      !input.isInternal && actor.type === 'user' && isStaff(actor.role) && actor.id !== before.requester.id;
    const after = answers ? { ...before, sla: recordFirstResponse(before.sla, now) } : before;
    return {
      after,
      type: 'ticket.commented',
      details: { comment_id: id, is_internal: input.isInternal },
      isInternal: input.isInternal,
      comment: toComment(before, now),
    };
  });
  return toComment(ticket, ticket.updatedAt);
}
