import { z } from 'zod';
import { choiceFaults } from '../../app/desk/check-choices.js';
import { createTicketFor } from '../../app/tickets/create-ticket-for.js';
import { withFiles } from '../../app/tickets/files/attach-files.js';
import { editTicket } from '../../app/tickets/edit-ticket.js';
import { readTicketAt } from '../../app/live/ticket-at.js';
import type { FieldInput } from '../../domain/tickets/custom-fields.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../http/route.js';
import { createdTicketReply, readTicketReply, TICKET_RESPONSE, ticketReply } from './reply.js';
import { newTicketSchema, ticketEditSchema } from './schema.js';
import { ticketAtSchema, ticketParams } from './fields.js';

const PATH = '/api/v1/tickets';

/** Writing tickets down and reading them. What happens to them afterwards: `life-routes`, `talk-routes`. */
export function ticketRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: 'tickets',
      operationId: 'createTicket',
      summary: 'Create a ticket',
      action: 'ticket.create',
      creates: true,
      moreFaults: choiceFaultsIn(deps),
      request: { body: newTicketSchema },
      responses: {
        201: {
          ...TICKET_RESPONSE,
          description: 'The ticket, before triage and assignment',
          headers: { ...TICKET_RESPONSE.headers, Location: 'URL of the ticket' },
        },
      },
      handle: async ({ body }, { actor, source, newResourceId }) => {
        const { requester_id: requesterId, assignee_id: assigneeId, file_ids: fileIds, ...fields } = body;
        const owner = { ownerId: newResourceId, ticketId: null };
        const ticket = await withFiles(deps, actor, fileIds, owner, (attachments) => {
          const input = { ...withCustomFields(fields), assigneeId, attachments };
          const opening = { source, input, id: newResourceId };
          return createTicketFor(deps, actor, requesterId ?? actor.id, opening);
        });
        return createdTicketReply(deps, actor, ticket, PATH);
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{ticket}`,
      tag: 'tickets',
      operationId: 'getTicket',
      summary: 'Get a ticket',
      action: 'ticket.read',
      description:
        'With `at`, the ticket as it was after that event, as far as events record it. Its SLA clock then has no targets.',
      request: { params: ticketParams, query: ticketAtSchema },
      responses: { 200: TICKET_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const { ticket, reader } = await readTicketAt(deps, actor, params.ticket, query);
        return query.at === undefined && reader === actor
          ? readTicketReply(deps, actor, ticket)
          : ticketReply(deps, reader, ticket);
      },
    }),
    route({
      method: 'patch',
      path: `${PATH}/{ticket}`,
      tag: 'tickets',
      operationId: 'updateTicket',
      summary: 'Update a ticket',
      action: 'ticket.edit_text',
      isVersioned: true,
      demandsVersion: true,
      moreFaults: choiceFaultsIn(deps),
      request: { params: ticketParams, body: ticketEditSchema },
      responses: { 200: TICKET_RESPONSE },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor, expectedVersion }) =>
        ticketReply(
          deps,
          actor,
          await editTicket(deps, actor, params.ticket, withCustomFields(body), expectedVersion),
        ),
    }),
  ];
}

/** Beside what the schema finds. */
function choiceFaultsIn(deps: ApiDeps) {
  return (body: unknown) => choiceFaults(deps, chosenKeys.parse(body));
}

const chosenKey = z.string().optional().catch(undefined);
const chosenKeys = z.object({ category: chosenKey, type: chosenKey, team: chosenKey }).catch({});

function withCustomFields<T extends { readonly custom_fields?: FieldInput | undefined }>({
  custom_fields: customFields,
  ...rest
}: T) {
  return { ...rest, customFields };
}
