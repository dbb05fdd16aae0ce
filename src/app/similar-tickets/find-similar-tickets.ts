import type { Actor } from '../../domain/access/actor.js';
import { authorize, can } from '../../domain/access/permissions.js';
import type { TitledText } from '../../domain/similar-tickets/word-similarity.js';
import { mergedInto } from '../../domain/ticket-links.js';
import type { Status } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import { asReadBy } from '../tickets/list-tickets.js';
import { readTicket } from '../tickets/read-ticket.js';
import type { AppDeps } from '../deps.js';
import { rankTickets, type RankDeps, type SimilarTicket } from './rank-tickets.js';

type Deps = RankDeps & Pick<AppDeps, 'customFields' | 'teams'>;

/** What similar tickets are looked for: a ticket by id or number, or a text. */
export type SimilarTo = { readonly ticket: string } | { readonly text: TitledText };

export type SimilarRequest = SimilarTo & {
  readonly limit: number;
  /** Only tickets that are resolved or closed, which may hold a solution. */
  readonly resolvedOnly?: boolean | undefined;
};

const RESOLVED: readonly Status[] = ['resolved', 'closed'];

/** Tickets that an actor may read beside those of their own, at most. The newest are left out beyond it. */
const MAX_READABLE = 20_000;
const PAGE = 2_000;

/**
 * Finds tickets like a ticket or a text, most similar first, among those that the actor may read.
 * Tickets that the actor may not read are left out before the ranking, so scores tell nothing about them. Merged
 * tickets are left out too.
 * @throws DomainError `forbidden`; `not_found` for a ticket that the actor may not read; `unavailable`
 */
export async function findSimilarTickets(
  deps: Deps,
  actor: Actor,
  request: SimilarRequest,
): Promise<readonly SimilarTicket[]> {
  authorize(actor, 'ticket.list');
  const source = 'ticket' in request ? await readTicket(deps, actor, request.ticket) : null;
  const text = 'ticket' in request ? source : request.text;
  if (text === null) return [];
  const { limit, resolvedOnly: isResolvedOnly = false } = request;
  const filter = await asReadBy(deps, actor, isResolvedOnly ? { status: RESOLVED } : {});
  const isShown = (ticket: Ticket) =>
    ticket.id !== source?.id &&
    mergedInto(ticket.links) === undefined &&
    (!isResolvedOnly || RESOLVED.includes(ticket.status)) &&
    can(actor, 'ticket.read', ticket);
  const readable = can(actor, 'ticket.list_all') ? null : await readableIds(deps, filter);
  return rankTickets(deps, { ticketId: source?.id ?? null, text, filter, readable, isShown, limit });
}

/** The ids of the tickets in the filter, for an actor who does not read all. */
async function readableIds({ tickets }: Deps, filter: TicketFilter): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after: string | null = null; ids.size < MAX_READABLE;) {
    const page: readonly string[] = await tickets.listIds(filter, PAGE, after);
    for (const id of page) ids.add(id);
    after = page.at(-1) ?? null;
    if (page.length < PAGE) break;
  }
  return ids;
}
