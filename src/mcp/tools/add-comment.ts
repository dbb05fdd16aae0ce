import { z } from 'zod';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { commentSchema } from '../../api/tickets/comments/comment-schema.js';
import { tool } from '../tool.js';
import { repeatKey } from './create-ticket.js';
import { ticketReference } from './get-ticket.js';

export const addComment = tool({
  name: 'add_comment',
  title: 'Add a comment',
  description:
    'Adds a comment in your name. A public one is mailed to the requester at once and cannot be recalled.',
  action: 'ticket.comment',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  input: z.strictObject({
    ticket: ticketReference,
    body: z.string().min(COMMENT_LENGTH.min).max(COMMENT_LENGTH.max),
    is_internal: z.boolean().describe('True for a note that only staff read'),
    idempotency_key: repeatKey,
  }),
  output: z.object({
    comment: z.object({ id: z.string(), is_internal: z.boolean(), created_at: z.string() }),
  }),
  run: async ({ ticket, idempotency_key: idempotencyKey, ...body }, { call }) => {
    const made = commentSchema.parse(
      await call('createComment', { params: { ticket }, body, idempotencyKey }),
    );
    return { comment: { id: made.id, is_internal: made.is_internal, created_at: made.created_at } };
  },
});
