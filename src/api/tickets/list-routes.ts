import { listTickets, listWork, summarizeTickets } from '../../app/tickets/list-tickets.js';
import { searchTickets } from '../../app/ticket-search/search-tickets.js';
import type { ApiDeps } from '../deps.js';
import { toPageBounds } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentSummary } from './presenter.js';
import {
  isList,
  ticketFilterSchema,
  ticketQuerySchema,
  ticketSearchSchema,
  toFilter,
  toTicketQuery,
} from './query.js';
import { TICKET_LIST_RESPONSE, ticketListReply } from './reply.js';
import { ticketSummarySchema } from './list-schema.js';

const SEVERAL = 'Separate the values of a filter with commas, or repeat the parameter.';

/** Finding tickets again, and counting them. */
export function ticketListRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets',
      tag: 'tickets',
      operationId: 'listTickets',
      summary: 'List tickets',
      action: 'ticket.list',
      description: `Requesters see only their own tickets. ${SEVERAL}`,
      request: { query: ticketSearchSchema },
      responses: { 200: TICKET_LIST_RESPONSE },
      handle: async ({ query }, { actor }) => {
        if (isList(query)) {
          return ticketListReply(deps, actor, query, await listTickets(deps, actor, toTicketQuery(query)));
        }
        const search = { filter: toFilter(query), ...toPageBounds(query) };
        const page = await searchTickets(deps, actor, search);
        return ticketListReply(deps, actor, { ...query, sort: '-created_at' }, page);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/moderator/tickets',
      tag: 'tickets',
      operationId: 'listModeratorTickets',
      summary: "List your assigned tickets and your team's queue",
      action: 'ticket.list_all',
      description: `The queue has the tickets that are neither assigned nor resolved. ${SEVERAL}`,
      request: { query: ticketQuerySchema },
      responses: { 200: TICKET_LIST_RESPONSE },
      handle: async ({ query }, { actor }) =>
        ticketListReply(deps, actor, query, await listWork(deps, actor, toTicketQuery(query))),
    }),
    route({
      method: 'get',
      path: '/api/v1/tickets/stats/summary',
      tag: 'tickets',
      operationId: 'getTicketStatistics',
      summary: 'Get ticket counts by status, priority and category',
      action: 'ticket.list',
      description: `Counts only tickets that the caller can read. If counting is slow, the counts can be some seconds old. ${SEVERAL}`,
      request: { query: ticketFilterSchema },
      responses: { 200: { description: 'The counts', schema: ticketSummarySchema } },
      handle: async ({ query }, { actor }) =>
        reply(200, presentSummary(await summarizeTickets(deps, actor, toFilter(query)))),
    }),
  ];
}
