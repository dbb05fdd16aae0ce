import type { Actor } from '../../domain/access/actor.js';
import { authorize, can } from '../../domain/access/permissions.js';
import type { TitledText } from '../../domain/similar-tickets/word-similarity.js';
import { mergedInto } from '../../domain/ticket-links.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import { asReadBy } from '../tickets/list-tickets.js';
import { readTicket } from '../tickets/read-ticket.js';
import type { AppDeps } from '../deps.js';
import { findByWords, type ScoredTicket } from './find-by-words.js';

type Deps = Pick<AppDeps, 'tickets' | 'customFields' | 'teams' | 'titleSearch'>;

/** What similar tickets are looked for: a ticket by id or number, or a text. */
export type SimilarTo = { readonly ticket: string } | { readonly text: TitledText };

export type SimilarRequest = SimilarTo & {
  readonly limit: number;
  /** Only tickets that are resolved or closed, which may hold a solution. */
  readonly resolvedOnly?: boolean | undefined;
};

/** A similar ticket. The scores of one answer can be compared with each other only. */
export interface SimilarTicket extends ScoredTicket {
  /** `words`: they share words; `meaning`: their vectors are near; `both`. */
  readonly matchedBy: 'words' | 'meaning' | 'both';
}

/** Tickets that a search looks at beyond its limit, because some of them are left out. */
const EXTRA = 20;

/**
 * Finds tickets like a ticket or a text, most similar first, among those that the actor may read.
 * Tickets that others may read are left out before the ranking. Merged tickets are left out too.
 * @throws DomainError `forbidden`; `not_found` for a ticket that the actor may not read
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
  const filter = await asReadBy(deps, actor, statusFilter(request.resolvedOnly));
  const found = await findByWords(deps, text, filter);
  const isShown = ({ ticket }: ScoredTicket) =>
    ticket.id !== source?.id && mergedInto(ticket.links) === undefined && can(actor, 'ticket.read', ticket);
  return found
    .slice(0, request.limit + EXTRA)
    .filter(isShown)
    .slice(0, request.limit)
    .map((similar) => ({ ...similar, matchedBy: 'words' as const }));
}

function statusFilter(resolvedOnly = false): TicketFilter {
  return resolvedOnly ? { status: ['resolved', 'closed'] satisfies Ticket['status'][] } : {};
}
