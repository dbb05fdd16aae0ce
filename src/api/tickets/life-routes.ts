import { acceptTicket } from '../../app/tickets/assignment/accept-ticket.js';
import { assignTicket } from '../../app/tickets/assignment/assign-ticket.js';
import { changeStatus, reopenTicket } from '../../app/tickets/status/change-status.js';
import { declineTicket } from '../../app/tickets/assignment/decline-ticket.js';
import { resolveTicket } from '../../app/tickets/status/resolve-ticket.js';
import type { ProblemCode } from '../http/api-error.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../http/route.js';
import { toHold } from './hold.js';
import { TICKET_RESPONSE, ticketReply } from './reply.js';
import {
  assignmentSchema,
  cancellationSchema,
  closingSchema,
  declineSchema,
  reopeningSchema,
  resolutionSchema,
  statusChangeSchema,
} from './life-schema.js';
import { ticketParams } from './fields.js';

const PATH = '/api/v1/tickets/{ticket}';
const PROBLEMS_OF_A_MOVE: readonly ProblemCode[] = ['not_found', 'illegal_transition', 'assignment_conflict'];

/** Moving a ticket along its life. */
export function ticketLifeRoutes(deps: ApiDeps): Route[] {
  return [
    statusRoute(deps),
    assignRoute(deps, 'patch'),
    assignRoute(deps, 'put'),
    acceptRoute(deps),
    declineRoute(deps),
    resolveRoute(deps),
    closeRoute(deps),
    reopenRoute(deps),
    cancelRoute(deps),
  ];
}

function statusRoute(deps: ApiDeps): Route {
  return route({
    method: 'patch',
    path: `${PATH}/status`,
    tag: 'ticket lifecycle',
    operationId: 'updateTicketStatus',
    summary: 'Update the status of a ticket',
    action: 'ticket.work',
    isVersioned: true,
    demandsVersion: true,
    request: { params: ticketParams, body: statusChangeSchema },
    responses: { 200: TICKET_RESPONSE },
    problems: PROBLEMS_OF_A_MOVE,
    handle: async ({ params, body }, { actor, expectedVersion }) => {
      const options = { resolutionCode: body.resolution_code, hold: toHold(body), expectedVersion };
      return ticketReply(deps, actor, await changeStatus(deps, actor, params.ticket, body.status, options));
    },
  });
}

function assignRoute(deps: ApiDeps, method: 'patch' | 'put'): Route {
  return route({
    method,
    path: `${PATH}/assign`,
    tag: 'ticket lifecycle',
    operationId: method === 'patch' ? 'assignTicket' : 'replaceTicketAssignment',
    summary: 'Assign a ticket to a moderator or to the queue',
    action: 'ticket.assign',
    isVersioned: true,
    demandsVersion: true,
    request: { params: ticketParams, body: assignmentSchema },
    responses: { 200: TICKET_RESPONSE },
    problems: [...PROBLEMS_OF_A_MOVE, 'capacity_reached'],
    handle: async ({ params, body }, { actor, expectedVersion }) =>
      ticketReply(
        deps,
        actor,
        await assignTicket(deps, actor, params.ticket, body.assignee_id, expectedVersion),
      ),
  });
}

function acceptRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/accept`,
    tag: 'ticket lifecycle',
    operationId: 'acceptTicket',
    summary: 'Accept an assigned ticket',
    action: 'ticket.accept',
    isVersioned: true,
    request: { params: ticketParams },
    responses: { 200: TICKET_RESPONSE },
    problems: [...PROBLEMS_OF_A_MOVE, 'capacity_reached'],
    handle: async ({ params }, { actor, expectedVersion }) =>
      ticketReply(deps, actor, await acceptTicket(deps, actor, params.ticket, expectedVersion)),
  });
}

/** Fields that all status changes with their own path share. */
const MOVE = {
  method: 'post',
  tag: 'ticket lifecycle',
  isVersioned: true,
  responses: { 200: TICKET_RESPONSE },
  problems: PROBLEMS_OF_A_MOVE,
} as const;

function declineRoute(deps: ApiDeps): Route {
  return route({
    ...MOVE,
    path: `${PATH}/decline`,
    operationId: 'declineTicket',
    summary: 'Decline an assigned ticket',
    description: 'The ticket goes to the next suitable moderator who has not declined it, or to the queue.',
    action: 'ticket.accept',
    request: { params: ticketParams, body: declineSchema },
    handle: async ({ params, body: { reason } }, { actor, expectedVersion }) =>
      ticketReply(deps, actor, await declineTicket(deps, actor, params.ticket, { reason, expectedVersion })),
  });
}

function resolveRoute(deps: ApiDeps): Route {
  return route({
    ...MOVE,
    path: `${PATH}/resolve`,
    operationId: 'resolveTicket',
    summary: 'Resolve a ticket',
    description: 'An open ticket is started and resolved in one step.',
    action: 'ticket.work',
    request: { params: ticketParams, body: resolutionSchema },
    handle: async ({ params, body }, { actor, expectedVersion }) => {
      const resolution = { resolutionCode: body.resolution_code, comment: body.comment, expectedVersion };
      return ticketReply(deps, actor, await resolveTicket(deps, actor, params.ticket, resolution));
    },
  });
}

function closeRoute(deps: ApiDeps): Route {
  return route({
    ...MOVE,
    path: `${PATH}/close`,
    operationId: 'closeTicket',
    summary: 'Close a resolved ticket',
    action: 'ticket.confirm',
    request: { params: ticketParams, body: closingSchema },
    handle: async ({ params, body }, { actor, expectedVersion }) => {
      const options = { resolutionCode: body.resolution_code, expectedVersion };
      return ticketReply(deps, actor, await changeStatus(deps, actor, params.ticket, 'closed', options));
    },
  });
}

function reopenRoute(deps: ApiDeps): Route {
  return route({
    ...MOVE,
    path: `${PATH}/reopen`,
    operationId: 'reopenTicket',
    summary: 'Reopen a resolved ticket',
    action: 'ticket.confirm',
    request: { params: ticketParams, body: reopeningSchema },
    handle: async ({ params, body: { reason } }, { actor, expectedVersion }) =>
      ticketReply(deps, actor, await reopenTicket(deps, actor, params.ticket, { reason, expectedVersion })),
  });
}

function cancelRoute(deps: ApiDeps): Route {
  return route({
    ...MOVE,
    path: `${PATH}/cancel`,
    operationId: 'cancelTicket',
    summary: 'Cancel a ticket',
    action: 'ticket.withdraw',
    request: { params: ticketParams, body: cancellationSchema },
    handle: async ({ params, body: { reason } }, { actor, expectedVersion }) => {
      const options = { reason, expectedVersion };
      return ticketReply(deps, actor, await changeStatus(deps, actor, params.ticket, 'cancelled', options));
    },
  });
}
