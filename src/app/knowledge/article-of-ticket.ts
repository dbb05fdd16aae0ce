import { authorize, isStaff } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { Article } from '../../domain/knowledge/article.js';
import { draftOfTicket } from '../../domain/knowledge/draft-of-ticket.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import { maskSensitive } from '../../domain/triage/masking.js';
import type { Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from '../tickets/read-ticket.js';
import { createArticle, type WriteDeps } from './write-article.js';

type Deps = WriteDeps & Pick<AppDeps, 'tickets'>;

/** Comments that are read. Longer threads make no article without a person who rewrites them. */
const MAX_COMMENTS = 100;

/**
 * Makes an internal draft of a resolved ticket: its question, and what staff answered publicly. Secrets, addresses,
 * numbers and the requester's name are masked. Idempotent by id.
 * @throws DomainError `not_found`, `forbidden`; `illegal_transition` for a ticket that is not resolved.
 */
export async function articleOfTicket(
  deps: Deps,
  doer: Doer,
  reference: string,
  id: string,
): Promise<Article> {
  const ticket = await readTicket(deps, doer.actor, reference);
  authorize(doer.actor, 'article.create_of_ticket');
  if (ticket.status !== 'resolved' && ticket.status !== 'closed') {
    throw new DomainError('illegal_transition', 'Only a resolved ticket has an answer. Resolve it first.');
  }
  const draft = draftOfTicket(ticket, await answersOf(deps, ticket), maskSensitive);
  const content = {
    ...{ keywords: [...ticket.tags].slice(0, 30), translationOf: null, isFeatured: false, reviewBy: null },
    ...({ visibility: 'internal', state: 'draft', ticketId: ticket.id } as const),
  };
  // A retired category can no longer be chosen.
  const category = (await isChoosable(deps, draft.category)) ? draft.category : null;
  return createArticle(deps, doer, { ...content, ...draft, category }, id);
}

async function isChoosable({ categories }: Deps, key: string | null): Promise<boolean> {
  const all = await categories.current();
  return all.some(({ name, isActive }) => name === key && isActive);
}

async function answersOf({ tickets, users }: Deps, ticket: Ticket): Promise<readonly Comment[]> {
  const query = { ticketIds: [ticket.id], includeInternal: false, pageSize: MAX_COMMENTS };
  const { items } = await tickets.comments(query);
  const said = items.filter(
    ({ deleted, author }) => deleted === undefined && author.id !== ticket.requester.id,
  );
  const authors = await Promise.all(
    [...new Set(said.map(({ author }) => author.id))].map((id) => users.find(id)),
  );
  const staff = new Set(authors.flatMap((user) => (user !== null && isStaff(user.role) ? [user.id] : [])));
  return said.filter(({ author }) => staff.has(author.id));
}
