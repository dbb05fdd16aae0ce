import { findSimilarTickets } from '../../app/similar-tickets/find-similar-tickets.js';
import type { SimilarTicket } from '../../app/similar-tickets/rank-tickets.js';
import { viewTicket } from '../../app/tickets/viewed-ticket.js';
import type { Actor } from '../../domain/access/actor.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { presentTicket } from '../tickets/presenter.js';
import { ticketParams } from '../tickets/fields.js';
import { similarQuery, similarTicketsSchema } from './schema.js';

/** Finding tickets about the same matter. */
export function similarTicketRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets/{ticket}/similar',
      tag: 'tickets',
      operationId: 'listSimilarTickets',
      summary: 'List similar tickets',
      action: 'ticket.read',
      description:
        'The most similar ticket is first. Only tickets that the caller can read are compared. Without embeddings, Holdfast compares words only.',
      request: { params: ticketParams, query: similarQuery },
      responses: { 200: { description: 'The similar tickets', schema: similarTicketsSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const { limit, resolved_only: resolvedOnly } = query;
        const found = await findSimilarTickets(deps, actor, { ticket: params.ticket, limit, resolvedOnly });
        const similar = await Promise.all(found.map((each) => presentSimilar(deps, actor, each)));
        return reply(200, { similar });
      },
    }),
  ];
}

/** A similar ticket as the reader may see it. */
export async function presentSimilar(
  deps: ApiDeps,
  actor: Actor,
  { ticket, score, matchedBy }: SimilarTicket,
) {
  return {
    ticket: presentTicket(await viewTicket(deps, actor, ticket), deps.workflowUrl),
    score: Math.round(score * 1_000) / 1_000,
    matched_by: matchedBy,
  };
}
