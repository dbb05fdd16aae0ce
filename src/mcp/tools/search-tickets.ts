import { z } from 'zod';
import { SLA_STATES } from '../../domain/sla/sla.js';
import { PRIORITIES, STATUSES } from '../../domain/ticket-fields.js';
import { DomainError } from '../../domain/errors.js';
import { TICKET_SORTS } from '../../ports/tickets/ticket-repository.js';
import { ticketListSchema } from '../../api/tickets/list-schema.js';
import { notice, NOTICE } from '../untrusted.js';
import { READS, tool } from '../tool.js';
import { presentBrief, ticketBrief } from './tickets-as-results.js';

/** A list for a model: more would fill its context. */
export const MAX_ROWS = 50;

export const cursor = z.string().min(1).max(200).optional().describe('The next_cursor of the answer before');

/** The order of best matches has numbered pages, which a cursor hides. */
const PAGE = /^page-(\d{1,4})$/u;

const input = z.strictObject({
  q: z.string().min(1).max(200).optional().describe('Words of the whole ticket, or a ticket number'),
  status: z.array(z.enum(STATUSES)).min(1).optional(),
  priority: z.array(z.enum(PRIORITIES)).min(1).optional(),
  sla_state: z.array(z.enum(SLA_STATES)).min(1).optional(),
  category: z.array(z.string().max(64)).min(1).max(50).optional(),
  type: z.array(z.string().max(64)).min(1).max(50).optional(),
  assignee: z.string().max(64).optional().describe('me, none, or a user id'),
  requester: z.string().max(64).optional().describe('A user id'),
  team: z.string().max(64).optional().describe('Key of a team'),
  tag: z.string().max(50).optional(),
  created_from: z.string().max(40).optional().describe('ISO 8601'),
  created_to: z.string().max(40).optional().describe('ISO 8601'),
  sort: z
    .enum(['relevance', ...TICKET_SORTS])
    .optional()
    .describe('relevance with q, else newest first'),
  limit: z.int().min(1).max(MAX_ROWS).default(20),
  cursor,
});

export const searchTickets = tool({
  name: 'search_tickets',
  title: 'Search tickets',
  description:
    'Lists tickets that you may read, by words and filters. Rows are short: read one with get_ticket. All filters must match.',
  action: 'ticket.list',
  annotations: READS,
  input,
  output: z.object({
    notice,
    tickets: z.array(ticketBrief),
    total: z.int(),
    is_total_capped: z.boolean(),
    next_cursor: z.string().nullable(),
  }),
  run: async (args, { call }) => {
    const { limit, cursor: after, sort: wanted, ...filter } = args;
    const sort = wanted ?? (filter.q === undefined ? '-created_at' : 'relevance');
    const page = sort === 'relevance' ? pageOf(after) : undefined;
    const place = page === undefined ? (after === undefined ? {} : { cursor: after }) : { page };
    const query = { ...filter, sort, page_size: limit, ...place };
    const found = ticketListSchema.parse(await call('listTickets', { query }));
    return {
      notice: NOTICE,
      tickets: found.tickets.map(presentBrief),
      total: found.total,
      is_total_capped: found.total_capped,
      next_cursor: page === undefined ? found.next_cursor : nextPage(page, limit, found.total),
    };
  },
});

function pageOf(after: string | undefined): number {
  const page = after === undefined ? 1 : Number(PAGE.exec(after)?.[1] ?? Number.NaN);
  if (page >= 1) return page;
  throw new DomainError('invalid_input', 'The cursor is not valid.', {
    faults: [{ path: 'cursor', message: 'is not a next_cursor of this search' }],
  });
}

function nextPage(page: number, limit: number, total: number): string | null {
  return page * limit < total ? `page-${page + 1}` : null;
}
