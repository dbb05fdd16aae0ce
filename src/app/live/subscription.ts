import { authorize, can } from '../../domain/access/permissions.js';
import { activeTeam, predecessorsOf } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import { asReadBy } from '../tickets/list-tickets.js';
import { readView } from '../tickets/views.js';
import { matchesFilter } from './matches-filter.js';

/** Tickets that one connection names at most. */
export const MAX_FOLLOWED_TICKETS = 200;

/** The client's choice: any of these, or every ticket that it may read if none is given. */
export interface Choice {
  /** Ids or numbers. */
  readonly tickets?: readonly string[] | undefined;
  readonly view?: string | undefined;
  /** The key of a team for its unassigned tickets, or `me` for one's own tickets and the queue of one's team. */
  readonly queue?: string | undefined;
}

/** What a connection follows. */
export interface Subscription {
  /** Null if it follows more than single tickets. */
  readonly ticketIds: readonly string[] | null;
  /** Named tickets that do not exist or that the reader may not see. */
  readonly unknown: readonly string[];
  readonly matches: (ticket: Ticket) => boolean;
}

type Deps = Pick<AppDeps, 'tickets' | 'views' | 'customFields' | 'teams' | 'users'>;

/** @throws DomainError `not_found` for a view or team, `invalid_input` for a view with a text search, `forbidden` */
export async function openSubscription(deps: Deps, actor: SignedIn, choice: Choice): Promise<Subscription> {
  const { tickets = [], view, queue } = choice;
  const found = tickets.length === 0 ? [] : await deps.tickets.findMany(tickets);
  const readable = found.filter((ticket) => can(actor, 'ticket.read', ticket));
  const ids = new Set(readable.map(({ id }) => id));
  const known = new Set(readable.flatMap(({ id, number }) => [id, number]));
  const filters = [
    ...(view === undefined ? [] : [await filterOfView(deps, actor, view)]),
    ...(queue === undefined ? [] : [await filterOfQueue(deps, actor, queue)]),
  ];
  const hasAll = tickets.length === 0 && filters.length === 0;
  return {
    ticketIds: hasAll || filters.length > 0 ? null : [...ids],
    unknown: tickets.filter((reference) => !known.has(reference)),
    matches: (ticket) =>
      hasAll || ids.has(ticket.id) || filters.some((filter) => matchesFilter(ticket, filter)),
  };
}

async function filterOfView(deps: Deps, actor: SignedIn, id: string): Promise<TicketFilter> {
  const { filter } = await readView(deps, actor, id);
  if (filter.text === undefined) return asReadBy(deps, actor, filter);
  throw new DomainError('invalid_input', 'A view with a text search cannot be followed.', {
    faults: [{ path: 'view', message: 'has a text search; list its tickets instead' }],
  });
}

async function filterOfQueue(deps: Deps, actor: SignedIn, queue: string): Promise<TicketFilter> {
  authorize(actor, 'ticket.list_all');
  const all = await deps.teams.all();
  const own = queue === 'me' ? ((await deps.users.find(actor.id))?.team ?? null) : queue;
  const key = activeTeam(all, own)?.name ?? null;
  if (key === null && queue !== 'me') throw new DomainError('not_found', `Team ${queue} does not exist.`);
  const teams = key === null ? [] : [key, ...predecessorsOf(all, key)];
  // No ticket is assigned to the empty id.
  return { workOf: { id: queue === 'me' ? actor.id : '', teams } };
}
