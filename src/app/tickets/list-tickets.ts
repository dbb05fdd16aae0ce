import type { TicketFilter, TicketPage, TicketQuery } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import { fieldsFor, soughtValues } from '../../domain/tickets/custom-fields.js';
import { authorize, can, canReadInternal } from '../../domain/access/permissions.js';
import { summaryOf, type TicketSummary } from '../../domain/tickets/ticket-summary.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'tickets' | 'customFields'>;

/** Lists tickets by filter, in pages. People without the permission for all see their own. */
export async function listTickets(deps: Deps, actor: Actor, query: TicketQuery): Promise<TicketPage> {
  authorize(actor, 'ticket.list');
  return deps.tickets.list({ ...query, filter: await asReadBy(deps, actor, query.filter) });
}

/** Lists the actor's tickets and the queue of their team. @throws DomainError `forbidden` */
export async function listWork(
  deps: Deps & Pick<AppDeps, 'users'>,
  actor: Actor,
  query: TicketQuery,
): Promise<TicketPage> {
  authorize(actor, 'ticket.list_all');
  const person = await deps.users.find(actor.id);
  const workOf = { id: actor.id, team: person?.team ?? null };
  return listTickets(deps, actor, { ...query, filter: { ...query.filter, workOf } });
}

/** Counts the tickets of each kind that the actor may see. */
export async function summarizeTickets(
  deps: Deps,
  actor: Actor,
  filter: TicketFilter,
): Promise<TicketSummary> {
  authorize(actor, 'ticket.list');
  return summaryOf(await deps.tickets.countByKind(await asReadBy(deps, actor, filter)));
}

/**
 * The filter within what the actor may see.
 * @throws DomainError `invalid_input` for a custom field that they do not know: its values must not be found out.
 */
export async function asReadBy(
  { customFields }: Pick<AppDeps, 'customFields'>,
  actor: Actor,
  filter: TicketFilter,
): Promise<TicketFilter> {
  const meant = filter.assigneeId === 'me' ? { ...filter, assigneeId: actor.id } : filter;
  const theirs = can(actor, 'ticket.list_all') ? meant : { ...meant, requesterId: actor.id };
  if (filter.customFields === undefined) return theirs;
  const fields = fieldsFor(await customFields.all(), canReadInternal(actor));
  return { ...theirs, customFields: soughtValues(fields, filter.customFields) };
}
