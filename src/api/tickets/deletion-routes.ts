import { z } from 'zod';
import { deleteTicket, listDeletedTickets } from '../../app/tickets/delete-ticket.js';
import type { ApiDeps } from '../deps.js';
import { listQuery, presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentTombstone } from './presenter.js';
import { deletionQuerySchema } from './life-schema.js';
import { ticketParams } from './fields.js';
import { tombstoneListSchema } from './list-schema.js';

/** Deleting tickets, and what is left of them. */
export function ticketDeletionRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'delete',
      path: '/api/v1/tickets/{ticket}',
      tag: 'administration',
      operationId: 'deleteTicket',
      summary: 'Delete a ticket',
      description:
        'Permanently deletes the ticket with its comments, mails, activity log and links. A tombstone remains. The number is never used again.',
      action: 'ticket.delete',
      isVersioned: true,
      request: { params: ticketParams, query: deletionQuerySchema },
      responses: { 204: { description: 'The ticket is deleted', schema: null } },
      problems: ['not_found'],
      handle: async ({ params, query: { reason } }, { actor, expectedVersion }) => {
        await deleteTicket(deps, actor, params.ticket, { reason, expectedVersion });
        return reply(204, null);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/deleted-tickets',
      tag: 'administration',
      operationId: 'listDeletedTickets',
      summary: 'List deleted tickets, newest first',
      action: 'ticket.delete',
      request: { query: z.strictObject(listQuery()) },
      responses: { 200: { description: 'A page of tombstones', schema: tombstoneListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listDeletedTickets(deps, actor, toPageRequest(query));
        const tombstones = page.items.map(presentTombstone);
        return reply(200, { deleted_tickets: tombstones, ...presentPage(page, query.page_size) });
      },
    }),
  ];
}
