import type { TicketFilter, TicketPage, TicketQuery } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import { activeChoices } from '../../domain/desk/choices.js';
import { activeTeam, predecessorsOf } from '../../domain/desk/teams.js';
import { fieldsFor, soughtValues } from '../../domain/tickets/custom-fields.js';
import { authorize, can, canReadInternal } from '../../domain/access/permissions.js';
import { summaryOf, type TicketSummary } from '../../domain/tickets/ticket-summary.js';
import { requireKnownChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import type { AppDeps } from '../deps.js';

type Reading = Pick<AppDeps, 'tickets' | 'customFields' | 'teams'>;
type Deps = Reading & DeskDeps;

/**
 * Tickets by filter, a page at a time; those who may not see all see their own.
 * @throws DomainError `forbidden`; `invalid_input` for a choice that is in no list, and as {@link asReadBy}.
 */
export async function listTickets(deps: Deps, actor: Actor, query: TicketQuery): Promise<TicketPage> {
  authorize(actor, 'ticket.list');
  await requireKnownChoices(deps, query.filter);
  return listByFilter(deps, actor, query);
}

/** As {@link listTickets}, for a filter that was kept: what it looks for may be in no list any longer. */
export async function listByFilter(deps: Reading, actor: Actor, query: TicketQuery): Promise<TicketPage> {
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
  const [person, all] = await Promise.all([deps.users.find(actor.id), deps.teams.all()]);
  const team = person?.team ?? null;
  // A team in no list is that of an earlier version, which may run beside this one.
  const key = activeTeam(all, team)?.name ?? team;
  const workOf = { id: actor.id, teams: key === null ? [] : [key, ...predecessorsOf(all, key)] };
  return listTickets(deps, actor, { ...query, filter: { ...query.filter, workOf } });
}

/** Counts the tickets of each kind that the actor may see. */
export async function summarizeTickets(
  deps: Deps,
  actor: Actor,
  filter: TicketFilter,
): Promise<TicketSummary> {
  authorize(actor, 'ticket.list');
  await requireKnownChoices(deps, filter);
  const counts = await deps.tickets.countByKind(await asReadBy(deps, actor, filter));
  return summaryOf(counts, activeChoices(await deps.categories.all()));
}

/** Within their own tickets, and those of their organisation for people who read them. */
function readableBy(actor: Actor, filter: TicketFilter): TicketFilter {
  const { id: requesterId } = actor;
  const organisationId =
    actor.type === 'user' && actor.readsOrganisation === true ? actor.organisationId : null;
  if (organisationId === null || organisationId === undefined) return { ...filter, requesterId };
  return { ...filter, readableBy: { requesterId, organisationId } };
}

/**
 * The filter within what the actor may see.
 * @throws DomainError `invalid_input` for a custom field that they do not know: its values must not be found out.
 */
export async function asReadBy(
  { customFields, teams }: Pick<AppDeps, 'customFields' | 'teams'>,
  actor: Actor,
  filter: TicketFilter,
): Promise<TicketFilter> {
  const merged = filter.team === undefined ? [] : predecessorsOf(await teams.all(), filter.team);
  const wide = merged.length === 0 ? filter : { ...filter, mergedTeams: merged };
  const meant = filter.assigneeId === 'me' ? { ...wide, assigneeId: actor.id } : wide;
  const theirs = can(actor, 'ticket.list_all') ? meant : readableBy(actor, meant);
  if (filter.customFields === undefined) return theirs;
  const fields = fieldsFor(await customFields.all(), canReadInternal(actor));
  return { ...theirs, customFields: soughtValues(fields, filter.customFields) };
}
