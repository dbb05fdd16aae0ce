import { storedWords, ticketWords } from '../../domain/ticket-search/search-words.js';
import type { User } from '../../domain/accounts/user.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { TicketWordsEntry } from '../../ports/ticket-search/ticket-words.js';
import type { AppDeps } from '../deps.js';

export type IndexDeps = Pick<AppDeps, 'tickets' | 'users' | 'ticketWords'>;

/** Comments whose words are read. Later ones are added as they come, up to the maximum of words. */
const MAX_COMMENTS = 500;
const PAGE = 100;

/** Stores the words of a ticket as it is now, and removes those of one that is gone. */
export async function indexTicket(
  { tickets, users, ticketWords: index }: IndexDeps,
  ticketId: string,
): Promise<void> {
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return index.remove(ticketId);
  const [person, comments] = await Promise.all([
    users.find(ticket.requester.id),
    commentsOf(tickets, ticket),
  ]);
  await index.put(entryOf(ticket, person, comments));
}

/** Stores the words of a ticket without its comments, whose events follow. `version` is that of its creation. */
export async function indexNewTicket(
  { tickets, users, ticketWords: index }: IndexDeps,
  { ticketId, version }: { readonly ticketId: string; readonly version: number },
): Promise<void> {
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return index.remove(ticketId);
  const person = await users.find(ticket.requester.id);
  await index.putFirst({ ...entryOf(ticket, person, []), version });
}

function entryOf(ticket: Ticket, person: User | null, comments: readonly Comment[]): TicketWordsEntry {
  const { id, title, description, requester, organisationId = null, version } = ticket;
  // The names in tickets are copies, which an erasure reaches later.
  const names = person === null ? [requester.name] : [person.name, person.email, ...person.otherAddresses];
  const said = (isInternal: boolean) =>
    comments.filter((comment) => comment.isInternal === isInternal).map(({ body }) => body);
  return {
    ...{ id, organisationId, version, requesterId: requester.id },
    title: ticketWords(title),
    words: storedWords([title, ...names, description, ...said(false)], said(true)),
  };
}

/** Adds the words of a new comment. Reading the whole thread each time would cost more with each comment. */
export async function indexComment(
  deps: IndexDeps,
  {
    ticketId,
    commentId,
    version,
  }: { readonly ticketId: string; readonly commentId: string; readonly version: number },
): Promise<void> {
  const comment = await deps.tickets.findComment(commentId);
  if (comment === null || comment.deleted !== undefined) return;
  const { body, isInternal } = comment;
  const words = isInternal ? storedWords([], [body]) : storedWords([body], []);
  const isThere = await deps.ticketWords.add(ticketId, words, version);
  if (!isThere) await indexTicket(deps, ticketId);
}

async function commentsOf(tickets: IndexDeps['tickets'], { id }: Ticket): Promise<readonly Comment[]> {
  const found: Comment[] = [];
  for (let after: string | undefined; found.length < MAX_COMMENTS;) {
    const query = { ticketIds: [id], includeInternal: true, pageSize: PAGE };
    const { items, next } = await tickets.comments(after === undefined ? query : { ...query, after });
    found.push(...items);
    if (next === null) break;
    after = next;
  }
  return found.filter(({ deleted }) => deleted === undefined);
}
