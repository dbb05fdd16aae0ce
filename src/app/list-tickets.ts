import { authorize, can } from '../domain/permissions.js';
import { summaryOf, type TicketSummary } from '../domain/ticket-summary.js';
import type { Actor } from '../domain/user.js';
import type { TicketFilter, TicketPage, TicketQuery } from '../ports/repositories.js';
import type { AppDeps } from './deps.js';

/** Tickets by filter, a page at a time; those who may not see all see their own. */
export async function listTickets(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  query: TicketQuery,
): Promise<TicketPage> {
  authorize(actor, 'ticket.list');
  return deps.tickets.list({ ...query, filter: visibleTo(actor, query.filter) });
}

/** What the actor has, and what waits in the queue of their team. @throws DomainError `forbidden` */
export async function listWork(
  deps: Pick<AppDeps, 'tickets' | 'users'>,
  actor: Actor,
  query: TicketQuery,
): Promise<TicketPage> {
  authorize(actor, 'ticket.list_all');
  const person = await deps.users.find(actor.id);
  const workOf = { id: actor.id, team: person?.team ?? null };
  return listTickets(deps, actor, { ...query, filter: { ...query.filter, workOf } });
}

/** How many tickets of each kind there are, of those that the actor may see. */
export async function summarizeTickets(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  filter: TicketFilter,
): Promise<TicketSummary> {
  authorize(actor, 'ticket.list');
  return summaryOf(await deps.tickets.countByKind(visibleTo(actor, filter)));
}

function visibleTo(actor: Actor, filter: TicketFilter): TicketFilter {
  return can(actor, 'ticket.list_all') ? filter : { ...filter, requesterId: actor.id };
}
