import { confirmTriage } from '../../app/triage/confirm-triage.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../http/route.js';
import { TICKET_RESPONSE, ticketReply } from './reply.js';
import { ticketParams } from './schema.js';
import { confirmationSchema } from './triage-schema.js';

/** The review of a ticket's triage by a person. */
export function ticketTriageRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/tickets/{ticket}/triage/confirm',
      tag: 'ticket lifecycle',
      operationId: 'confirmTriage',
      summary: 'Confirm the proposed triage of a ticket',
      description:
        'Applies the proposal, with the values that you replace, and ends the wait. A repeat with the same decision changes nothing.',
      action: 'triage.confirm',
      isVersioned: true,
      request: { params: ticketParams, body: confirmationSchema },
      responses: { 200: TICKET_RESPONSE },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor, expectedVersion }) => {
        const { required_skills: requiredSkills, ...fields } = body;
        const overrulings = { ...fields, requiredSkills };
        return ticketReply(
          deps,
          actor,
          await confirmTriage(deps, actor, params.ticket, overrulings, expectedVersion),
        );
      },
    }),
  ];
}
