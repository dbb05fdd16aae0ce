import { followUpTicket } from '../../app/tickets/links/follow-up-ticket.js';
import { linkTickets, unlinkTickets } from '../../app/tickets/links/link-tickets.js';
import { mergeTicket } from '../../app/tickets/links/merge-ticket.js';
import { splitTicket } from '../../app/tickets/links/split-ticket.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { presentLink } from './presenter.js';
import { createdTicketReply, TICKET_RESPONSE, ticketReply } from './reply.js';
import { followUpSchema, linkParams, mergeSchema, newLinkSchema, splitSchema } from './link-schema.js';
import { linkSchema } from './part-schemas.js';
import { ticketParams } from './fields.js';

const TICKETS = '/api/v1/tickets';
const PATH = `${TICKETS}/{ticket}`;
const TAG = 'ticket relations';

/** Response of the routes that create a ticket from another one. */
const OPENED = {
  201: {
    ...TICKET_RESPONSE,
    description: 'The new ticket',
    headers: { ...TICKET_RESPONSE.headers, Location: 'URL of the new ticket' },
  },
} as const;

/** Routes for the relations between tickets. */
export function ticketLinkRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/follow-up`,
      tag: TAG,
      operationId: 'createFollowUpTicket',
      summary: 'Create a follow-up to a closed ticket',
      description: 'Creates a ticket for the same requester and links both tickets.',
      action: 'ticket.comment',
      creates: true,
      request: { params: ticketParams, body: followUpSchema },
      responses: OPENED,
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor, newResourceId }) =>
        createdTicketReply(
          deps,
          actor,
          await followUpTicket(deps, actor, params.ticket, body, newResourceId),
          TICKETS,
        ),
    }),
    route({
      method: 'post',
      path: `${PATH}/split`,
      tag: TAG,
      operationId: 'splitTicket',
      summary: 'Split comments off into a new ticket',
      description:
        'Creates a ticket for the same requester and links both tickets. Internal notes stay internal.',
      action: 'ticket.split',
      creates: true,
      request: { params: ticketParams, body: splitSchema },
      responses: OPENED,
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor, newResourceId }) => {
        const split = { commentIds: body.comment_ids, title: body.title, description: body.description };
        return createdTicketReply(
          deps,
          actor,
          await splitTicket(deps, actor, params.ticket, split, newResourceId),
          TICKETS,
        );
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/links`,
      tag: TAG,
      operationId: 'createTicketLink',
      summary: 'Create a link between two tickets',
      description: 'Both tickets show the link.',
      action: 'ticket.link',
      creates: true,
      request: { params: ticketParams, body: newLinkSchema },
      responses: { 201: { description: 'The link, as this ticket shows it', schema: linkSchema } },
      problems: ['not_found', 'duplicate', 'illegal_transition'],
      handle: async ({ params, body }, { actor, newResourceId }) => {
        const link = { type: body.type, other: body.ticket };
        return reply(201, presentLink(await linkTickets(deps, actor, params.ticket, link, newResourceId)));
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/merge`,
      tag: TAG,
      operationId: 'mergeTicket',
      summary: 'Merge a ticket into another',
      description:
        'Closes the ticket with the code `merged`. The other ticket then shows its comments to users who can read both tickets.',
      action: 'ticket.merge',
      isVersioned: true,
      request: { params: ticketParams, body: mergeSchema },
      responses: { 200: { ...TICKET_RESPONSE, description: 'The ticket it was merged into' } },
      problems: ['not_found', 'illegal_transition', 'duplicate'],
      handle: async ({ params, body }, { actor, expectedVersion }) =>
        ticketReply(deps, actor, await mergeTicket(deps, actor, params.ticket, body.into, expectedVersion)),
    }),
    route({
      method: 'delete',
      path: `${PATH}/links/{link}`,
      tag: TAG,
      operationId: 'deleteTicketLink',
      summary: 'Delete a link between two tickets',
      action: 'ticket.link',
      request: { params: linkParams },
      responses: { 204: { description: 'The link is deleted', schema: null } },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, { actor }) => {
        await unlinkTickets(deps, actor, params.ticket, params.link);
        return reply(204, null);
      },
    }),
  ];
}
