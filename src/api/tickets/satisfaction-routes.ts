import { z } from 'zod';
import { rateOwnTicket } from '../../app/tickets/rate-ticket.js';
import { SATISFACTION_COMMENT_LENGTH, SCORES, type Score } from '../../domain/tickets/satisfaction.js';
import type { ApiDeps } from '../deps.js';
import { text } from '../http/fields.js';
import { route, type Route } from '../http/route.js';
import { ticketParams } from './fields.js';
import { TICKET_RESPONSE, ticketReply } from './reply.js';

const ratingSchema = z
  .strictObject({
    score: z.int().min(1).max(5).meta({ description: 'From 1 (very dissatisfied) to 5 (very satisfied)' }),
    comment: text(SATISFACTION_COMMENT_LENGTH).nullable().default(null),
  })
  .meta({ id: 'Rating', example: { score: 5 } });

/** Rating a resolution. */
export function satisfactionRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'put',
      path: '/api/v1/tickets/{ticket}/satisfaction',
      tag: 'ticket lifecycle',
      operationId: 'rateTicket',
      summary: 'Update your rating of the resolution of your ticket',
      description: 'For 30 days after the resolution. The newest rating counts.',
      action: 'ticket.rate',
      request: { params: ticketParams, body: ratingSchema },
      responses: { 200: TICKET_RESPONSE },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor }) =>
        ticketReply(deps, actor, await rateOwnTicket(deps, actor, params.ticket, toRating(body))),
    }),
  ];
}

function toRating({ score, comment }: z.output<typeof ratingSchema>): {
  readonly score: Score;
  readonly comment: string | null;
} {
  // The schema has the same limits.
  return { score: SCORES.find((known) => known === score) ?? SCORES[0], comment };
}
