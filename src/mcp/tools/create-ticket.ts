import { z } from 'zod';
import { DESCRIPTION_LENGTH, MAX_TAGS, PRIORITIES, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import { idempotencyKeySchema } from '../../api/http/idempotency-key.js';
import { notice, NOTICE } from '../untrusted.js';
import { tool } from '../tool.js';
import { apiTicket, presentBrief, ticketBrief } from './tickets-as-results.js';

export const repeatKey = idempotencyKeySchema
  .optional()
  .describe(
    'Any unique text. After a lost answer, repeat the call with the same text: nothing is made twice.',
  );

/** The fields that a new ticket and an edit share. */
export const ticketFields = {
  priority: z.enum(PRIORITIES).optional(),
  category: z.string().max(64).optional().describe('Key of a category, such as network'),
  type: z.string().max(64).optional().describe('Key of a ticket type, such as bug'),
  tags: z.array(z.string().max(50)).max(MAX_TAGS).optional(),
  team: z.string().max(64).nullable().optional().describe('Key of a team. Staff only'),
  assignee_id: z.string().max(64).nullable().optional().describe('Id of a moderator, or null. Staff only'),
  custom_fields: z.record(z.string().max(64), z.unknown()).optional(),
};

export const createTicket = tool({
  name: 'create_ticket',
  title: 'Create a ticket',
  description:
    'Opens a ticket in your name. Triage fills in the fields that you omit. Search first: the ticket may exist.',
  action: 'ticket.create',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  input: z.strictObject({
    title: z.string().min(TITLE_LENGTH.min).max(TITLE_LENGTH.max),
    description: z.string().min(DESCRIPTION_LENGTH.min).max(DESCRIPTION_LENGTH.max),
    ...ticketFields,
    requester_id: z.string().max(64).optional().describe('The person who needs help, if not you. Staff only'),
    idempotency_key: repeatKey,
  }),
  output: z.object({ notice, ticket: ticketBrief }),
  run: async ({ idempotency_key: idempotencyKey, ...body }, { call }) => {
    const ticket = apiTicket.parse(await call('createTicket', { body, idempotencyKey }));
    return { notice: NOTICE, ticket: presentBrief(ticket) };
  },
});
