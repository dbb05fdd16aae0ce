import type { z } from 'zod';
import { isFinal } from '../../domain/tickets/ticket.js';
import type { OpenedTicket } from '../../app/tickets/requester-links.js';
import type { chatSchema } from './schema.js';

/** The conversation as its requester sees it. */
export function presentChat({ ticket, requester, comments }: OpenedTicket): z.input<typeof chatSchema> {
  const { id, number, status, description, createdAt, answerTo } = ticket;
  const first = { id, is_own: true, author: requester.name, text: description, at: createdAt.toISOString() };
  return {
    number,
    status,
    is_over: isFinal(status),
    email: answerTo?.address ?? (requester.mailProblem === null ? requester.email : null),
    messages: [
      first,
      ...comments.map((comment) => ({
        id: comment.id,
        is_own: comment.author.id === requester.id,
        author: comment.author.name,
        text: comment.deleted === undefined ? comment.body : null,
        at: (comment.sendAt ?? comment.createdAt).toISOString(),
      })),
    ],
  };
}
