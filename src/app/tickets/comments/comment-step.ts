import type { Actor } from '../../../domain/access/actor.js';
import type { EventDetails } from '../../../domain/event-details.js';
import { recordAnswer, recordWord } from '../../../domain/sla/sla-response.js';
import type { Comment, MailOrigin, Ticket } from '../../../domain/tickets/ticket.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { Step } from '../ticket-change.js';

/**
 * Returns the ticket after a public comment.
 * An answer of staff meets the response that is due. A word of another person starts the next one.
 */
export function answeredBy(actor: Actor, ticket: Ticket, now: Date): Ticket {
  const answers = actor.type === 'user' && isStaff(actor.role) && actor.id !== ticket.requester.id;
  const said: Ticket = { ...ticket, lastWord: { by: answers ? 'staff' : 'requester', at: now } };
  if (answers) return { ...said, sla: recordAnswer(ticket.sla, now) };
  return actor.type === 'user' ? { ...said, sla: recordWord(ticket.sla, now) } : said;
}

/** Returns the step that adds a comment; `after` has the other effects of the comment. */
export function commentStep(
  input: Pick<Comment, 'id' | 'body' | 'isInternal' | 'attachments' | keyof MailOrigin>,
  actor: Actor,
  after: Ticket,
  now: Date,
): Step & { readonly comment: Comment } {
  const { id, body, isInternal, attachments } = input;
  return {
    after,
    type: 'ticket.commented',
    details: { comment_id: id, is_internal: isInternal, ...provenance(input) },
    isInternal,
    comment: {
      id,
      ticketId: after.id,
      author: { id: actor.id, name: actor.name },
      body,
      isInternal,
      ...(attachments === undefined ? {} : { attachments }),
      ...mailOrigin(input),
      createdAt: now,
    },
  };
}

/** Returns only the fields of the mail. */
export function mailOrigin({ isSenderUnproven, messageId }: MailOrigin): MailOrigin {
  return {
    ...(isSenderUnproven === undefined ? {} : { isSenderUnproven }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** Returns the details of a mail with an unproven sender. */
export function provenance({ isSenderUnproven }: Pick<Comment, 'isSenderUnproven'>): EventDetails {
  return isSenderUnproven === undefined ? {} : { sender_unproven: true };
}
