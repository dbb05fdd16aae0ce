import { z } from 'zod';
import { activitiesSchema, commentsSchema } from '../../api/tickets/comments/comment-schema.js';
import type { CallOperation } from '../operations.js';
import { cutText, MAX_CHARACTERS, notice, NOTICE, USUAL_CHARACTERS } from '../untrusted.js';
import { READS, tool } from '../tool.js';
import { cursor, MAX_ROWS } from './search-tickets.js';
import { apiTicket, presentDetail, ticketDetail } from './tickets-as-results.js';

export const ticketReference = z
  .string()
  .min(1)
  .max(64)
  .describe('Number or id of the ticket, such as TKT-2026-000042');

const PARTS = ['comments', 'activities'] as const;

const comments = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      author_id: z.string(),
      is_internal: z.boolean(),
      created_at: z.string(),
      is_deleted: z.boolean(),
      untrusted: z.object({ author: z.string(), body: z.string() }),
    }),
  ),
  total: z.int(),
  next_cursor: z.string().nullable(),
});

const activities = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actor_type: z.string(),
      action: z.string(),
      untrusted: z.object({ actor: z.string(), details: z.record(z.string(), z.unknown()) }),
    }),
  ),
  total: z.int(),
  next_cursor: z.string().nullable(),
});

/** Details of an activity as JSON: old and new descriptions can be long. */
const MAX_DETAILS = 1_000;

export const getTicket = tool({
  name: 'get_ticket',
  title: 'Get a ticket',
  description:
    'Reads a ticket, and its comments or activity log if included, oldest first. With a cursor, include one of them only.',
  action: 'ticket.read',
  annotations: READS,
  input: z.strictObject({
    ticket: ticketReference,
    include: z.array(z.enum(PARTS)).max(PARTS.length).default([]),
    limit: z.int().min(1).max(MAX_ROWS).default(20).describe('Comments or activities in one answer'),
    cursor,
    max_characters: z
      .int()
      .min(100)
      .max(MAX_CHARACTERS)
      .default(USUAL_CHARACTERS)
      .describe('Longer texts are cut'),
  }),
  output: z.object({
    notice,
    ticket: ticketDetail,
    comments: comments.optional(),
    activities: activities.optional(),
  }),
  run: async ({ ticket, include, limit, cursor: after, max_characters: max }, { call }) => {
    const params = { ticket };
    const query = { page_size: limit, ...(after === undefined ? {} : { cursor: after }) };
    const [read, talk, log] = await Promise.all([
      call('getTicket', { params }),
      include.includes('comments') ? readComments(call, { params, query }, max) : undefined,
      include.includes('activities') ? readActivities(call, { params, query }) : undefined,
    ]);
    return {
      notice: NOTICE,
      ticket: presentDetail(apiTicket.parse(read), max),
      ...(talk === undefined ? {} : { comments: talk }),
      ...(log === undefined ? {} : { activities: log }),
    };
  },
});

type PageOf = Parameters<CallOperation>[1];

async function readComments(
  call: CallOperation,
  page: PageOf,
  max: number,
): Promise<z.input<typeof comments>> {
  const { comments: read, ...list } = commentsSchema.parse(await call('listComments', page));
  return {
    items: read.map((comment) => ({
      id: comment.id,
      author_id: comment.author.id,
      is_internal: comment.is_internal,
      created_at: comment.created_at,
      is_deleted: comment.deleted_at !== null,
      untrusted: { author: comment.author.name, body: cutText(comment.body, max) },
    })),
    total: list.total,
    next_cursor: list.next_cursor,
  };
}

async function readActivities(call: CallOperation, page: PageOf): Promise<z.input<typeof activities>> {
  const { activities: read, ...list } = activitiesSchema.parse(await call('listActivities', page));
  return {
    items: read.map(({ id, at, actor, action, details }) => ({
      id,
      at,
      actor_type: actor.type,
      action,
      untrusted: { actor: actor.name, details: shortDetails(details) },
    })),
    total: list.total,
    next_cursor: list.next_cursor,
  };
}

function shortDetails(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details);
  return text.length <= MAX_DETAILS ? details : { cut: cutText(text, MAX_DETAILS) };
}
