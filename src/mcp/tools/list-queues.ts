import { z } from 'zod';
import { ticketSummarySchema } from '../../api/tickets/list-schema.js';
import { teamListSchema } from '../../api/teams/schema.js';
import type { CallOperation } from '../operations.js';
import { READS, tool } from '../tool.js';
import { cursor } from './search-tickets.js';

/** Statuses of tickets that are not finished. */
const UNFINISHED = ['open', 'in_progress', 'waiting_on_user', 'on_hold'];

const counts = {
  unfinished: z.int().describe('Tickets that are not resolved, closed or cancelled'),
  unassigned: z.int(),
  breached: z.int().describe('With a breached SLA target'),
};

export const listQueues = tool({
  name: 'list_queues',
  title: 'List queues',
  description:
    'Counts the unfinished tickets of each team, and those assigned to you. Find them with search_tickets and its team.',
  action: 'team.read',
  annotations: READS,
  input: z.strictObject({
    // Each is a count in the database.
    limit: z.int().min(1).max(20).default(20),
    cursor,
  }),
  output: z.object({
    assigned_to_me: z.int(),
    queues: z.array(z.object({ team: z.string(), name: z.string(), ...counts })),
    next_cursor: z.string().nullable(),
  }),
  run: async ({ limit, cursor: after }, { call }) => {
    const query = { page_size: limit, ...(after === undefined ? {} : { cursor: after }) };
    const [mine, list] = await Promise.all([countOf(call, { assignee: 'me' }), call('listTeams', { query })]);
    const { teams, next_cursor } = teamListSchema.parse(list);
    const active = teams.filter(({ is_active }) => is_active);
    const queues = await Promise.all(
      active.map(async ({ key, name }) => ({ team: key, name, ...(await countOf(call, { team: key })) })),
    );
    return { assigned_to_me: mine.unfinished, queues, next_cursor };
  },
});

async function countOf(call: CallOperation, filter: Readonly<Record<string, string>>) {
  const query = { ...filter, status: UNFINISHED };
  const { total, unassigned, breached } = ticketSummarySchema.parse(
    await call('getTicketStatistics', { query }),
  );
  return { unfinished: total, unassigned, breached };
}
