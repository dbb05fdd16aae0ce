import { explainTicket } from '../../app/tickets/explanation/explain-ticket.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { ticketParams } from '../tickets/fields.js';
import { presentExplanation } from './explanation-presenter.js';
import { explanationSchema } from './explanation-schema.js';

/** Why a ticket is as it is. */
export function explanationRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets/{ticket}/explanation',
      tag: 'outlook',
      operationId: 'getTicketExplanation',
      summary: 'Get why a ticket is as it is',
      description: 'Why it has its assignee, priority and SLA policy, and what its rules did.',
      action: 'ticket.read_internal',
      request: { params: ticketParams },
      responses: { 200: { description: 'The explanation', schema: explanationSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentExplanation(await explainTicket(deps, actor, params.ticket))),
    }),
  ];
}
