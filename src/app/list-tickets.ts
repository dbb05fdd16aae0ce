import { authorize, can } from '../domain/permissions.js';
import type { Actor } from '../domain/user.js';
import type { TicketPage, TicketQuery } from '../ports/repositories.js';
import type { AppDeps } from './deps.js';

/** Tickets by filter, a page at a time; those who may not see all see their own. */
export async function listTickets(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  query: TicketQuery,
): Promise<TicketPage> {
  authorize(actor, 'ticket.list');
  if (can(actor, 'ticket.list_all')) return deps.tickets.list(query);
  return deps.tickets.list({ ...query, filter: { ...query.filter, requesterId: actor.id } });
}
