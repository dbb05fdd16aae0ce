import type { Ticket } from '../../domain/ticket.js';
import type { Actor } from '../../domain/user.js';
import type { ApiDeps } from '../deps.js';
import { reply } from '../route.js';
import { etag } from '../versions.js';
import { presentTicket } from './presenter.js';
import { ticketSchema } from './schema.js';

/** How every route that answers with one ticket says so in the OpenAPI document. */
export const TICKET_RESPONSE = {
  description: 'The ticket',
  schema: ticketSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

export async function ticketReply(
  deps: Pick<ApiDeps, 'clock' | 'workflowUrl' | 'policies' | 'calendars'>,
  actor: Actor,
  ticket: Ticket,
) {
  return reply(200, await presentTicket(deps, actor, ticket), { ETag: etag(ticket.version) });
}
