import type { Actor } from '../../domain/access/actor.js';
import { authorize, canReadInternal } from '../../domain/access/permissions.js';
import { rankTickets, soughtWords } from '../../domain/ticket-search/search-words.js';
import { isTicketNumber } from '../../domain/tickets/ticket.js';
import type { PageBounds } from '../../ports/paging.js';
import type { TicketFilter, TicketPage } from '../../ports/tickets/ticket-repository.js';
import { requireKnownChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import type { AppDeps } from '../deps.js';
import { asReadBy } from '../tickets/list-tickets.js';

type Deps = DeskDeps & Pick<AppDeps, 'tickets' | 'ticketWords' | 'customFields'>;

/** Tickets that are ranked. People look at the first of them. */
const MAX_FOUND = 300;

/**
 * Finds tickets by words of their titles, descriptions, comments, and requesters' names and addresses, best first, within
 * the filter and the rights of the actor. Words of internal notes count for those who may read them.
 * @throws DomainError `forbidden`; `invalid_input` as a list of tickets; `unavailable` if very common words take too long
 */
export async function searchTickets(
  deps: Deps,
  actor: Actor,
  { filter: wanted, pageSize, skip = 0 }: PageBounds & { readonly filter: TicketFilter },
): Promise<TicketPage> {
  authorize(actor, 'ticket.list');
  await requireKnownChoices(deps, wanted);
  const { text = '', ...filter } = await asReadBy(deps, actor, wanted);
  const { requesterId = filter.readableBy?.requesterId } = filter;
  const organisationId = filter.organisationId ?? filter.readableBy?.organisationId;
  const number = text.trim().toUpperCase();
  const sought = soughtWords(text);
  const of = filter.readableBy === undefined ? { requesterId } : { requesterId, organisationId };
  const ranked = isTicketNumber(number)
    ? await idsOf(deps, number)
    : rankTickets(
        await deps.ticketWords.find(sought, { readsInternal: canReadInternal(actor), of, limit: MAX_FOUND }),
        sought,
      );
  const readable = await deps.tickets.listWithin(filter, ranked);
  const byId = new Map(readable.map((ticket) => [ticket.id, ticket]));
  const found = ranked.map((id) => byId.get(id)).filter((ticket) => ticket !== undefined);
  const items = found.slice(skip, skip + pageSize);
  return { items, next: null, total: found.length, isTotalCapped: ranked.length === MAX_FOUND };
}

async function idsOf({ tickets }: Deps, number: string): Promise<readonly string[]> {
  const ticket = await tickets.find(number);
  return ticket === null ? [] : [ticket.id];
}
