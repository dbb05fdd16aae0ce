import type { Actor } from '../../domain/access/actor.js';
import { isMergedHere } from '../../domain/ticket-links.js';
import { can, canReadInternal } from '../../domain/access/permissions.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import { ticketNotFound } from './change-ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'tickets'>;

/**
 * The ticket, if the actor may know of it.
 * @throws DomainError `not_found` also for a ticket that the actor may not read: they must not learn that it exists.
 */
export async function readTicket(deps: Deps, actor: Actor, reference: string): Promise<Ticket> {
  const ticket = await deps.tickets.find(reference);
  if (ticket === null || !can(actor, 'ticket.read', ticket)) throw ticketNotFound(reference);
  return ticket;
}

/**
 * Lists the comments on a ticket and on tickets merged into it, oldest first; internal notes only for permitted
 * readers.
 */
export async function readComments(
  deps: Deps,
  actor: Actor,
  reference: string,
  page: PageRequest,
): Promise<IdPage<Comment>> {
  const ticket = await readTicket(deps, actor, reference);
  const taken = ticket.links.filter((link) => isMergedHere(link) && can(actor, 'ticket.read', link.ticket));
  const ticketIds = [ticket.id, ...taken.map((link) => link.ticket.id)];
  return deps.tickets.comments({ ...page, ticketIds, includeInternal: canReadInternal(actor, ticket) });
}

/** Lists the activity log of a ticket, oldest first. */
export async function readTrail(
  deps: Deps,
  actor: Actor,
  reference: string,
  page: PageRequest,
): Promise<IdPage<TicketEvent>> {
  const ticket = await readTicket(deps, actor, reference);
  const includeInternal = canReadInternal(actor, ticket);
  return deps.tickets.events({ ...page, ticketId: ticket.id, includeInternal });
}
