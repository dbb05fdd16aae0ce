import type { Actor } from '../../../domain/access/actor.js';
import { can, isStaff } from '../../../domain/access/permissions.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { withNameParts } from '../../../domain/triage/masking-rules.js';
import { maskSensitive } from '../../../domain/triage/masking.js';
import type { SuggestedArticle } from '../../../ports/assist/article-suggestions.js';
import type { AppDeps } from '../../deps.js';
import { latestComments } from '../latest-comments.js';
import { findSimilarTickets } from '../../similar-tickets/find-similar-tickets.js';

export type SourceDeps = Parameters<typeof findSimilarTickets>[0] &
  Pick<AppDeps, 'tickets' | 'users' | 'suggestArticles' | 'logger'>;

/** A resolved ticket or an article that a draft may quote. */
export interface ReplySource {
  readonly type: 'ticket' | 'article';
  /** Its name in the prompt. */
  readonly ref: string;
  readonly id: string;
  /** Of a ticket; null for an article. */
  readonly number: string | null;
  readonly title: string;
  /** The title without personal data, for the prompt. */
  readonly maskedTitle: string;
  readonly score: number;
  /** What staff told its requester, without any personal data. */
  readonly text: string;
  readonly version: number;
}

const MAX_TICKETS = 3;
const MAX_ARTICLES = 2;
/** Similar tickets that are looked at, because not each one has a solution. */
const MAX_CANDIDATES = 8;
/** Comments of staff that are used, the latest ones. */
const COMMENTS_USED = 3;
/** Characters of a source in the prompt. */
const MAX_SOURCE_TEXT = 4_000;

/**
 * Finds articles, and resolved tickets that the actor may read and in which staff have answered.
 * Of tickets, only public comments of staff are used, and all personal data in them is removed and does not come back: a draft for
 * one requester has no data of another.
 */
export async function findReplySources(
  deps: SourceDeps,
  actor: Actor,
  ticket: Ticket,
  onlyArticles: boolean,
): Promise<readonly ReplySource[]> {
  const [articles, similar] = await Promise.all([
    articlesFor(deps, actor, ticket),
    onlyArticles
      ? []
      : findSimilarTickets(deps, actor, { ticket: ticket.id, limit: MAX_CANDIDATES, resolvedOnly: true }),
  ]);
  const sources: ReplySource[] = articles.map((article, index) => asSource(article, index));
  for (const { ticket: found, score } of similar) {
    if (sources.length === articles.length + MAX_TICKETS) break;
    const { text, maskedTitle } = await solutionOf(deps, found);
    const { id, number, title, version } = found;
    const ref = `S${sources.length + 1}`;
    if (text !== '')
      sources.push({ type: 'ticket', ref, id, number, title, maskedTitle, score, text, version });
  }
  return sources;
}

/** Authors write articles for everybody, but may have forgotten an address. */
function asSource({ id, title, score, text, version }: SuggestedArticle, index: number): ReplySource {
  const masked = { maskedTitle: maskSensitive(title), text: maskSensitive(text).slice(0, MAX_SOURCE_TEXT) };
  return { type: 'article', ref: `S${index + 1}`, id, number: null, title, score, version, ...masked };
}

/** A search that fails costs the draft its articles only. */
async function articlesFor(
  { suggestArticles, logger }: SourceDeps,
  actor: Actor,
  { title, description }: Ticket,
): Promise<readonly SuggestedArticle[]> {
  try {
    return await suggestArticles(actor, { title, description, limit: MAX_ARTICLES, isForRequester: true });
  } catch (error) {
    logger.warn({ err: error }, 'articles could not be found');
    return [];
  }
}

async function solutionOf({ tickets, users }: SourceDeps, ticket: Ticket) {
  const said = await latestComments({ tickets }, ticket.id, false);
  const authors = [...new Set(said.map(({ author }) => author.id))].filter(
    (id) => id !== ticket.requester.id,
  );
  const people = await Promise.all(authors.map((id) => users.find(id)));
  const staff = new Set(
    people.flatMap((person) => (person !== null && isStaff(person.role) ? [person.id] : [])),
  );
  const names = withNameParts([...namesOn(ticket, said)]);
  const text = said
    .filter(({ author }) => staff.has(author.id))
    .slice(-COMMENTS_USED)
    .map(({ body }) => maskSensitive(body, names))
    .join('\n')
    .slice(0, MAX_SOURCE_TEXT);
  return { text, maskedTitle: maskSensitive(ticket.title, names) };
}

/** Names of everybody who occurs on a ticket. */
export function namesOn(
  { requester, assignment, participants = [] }: Ticket,
  comments: readonly Comment[],
): ReadonlySet<string> {
  return new Set([
    requester.name,
    ...(assignment === null ? [] : [assignment.assignee.name]),
    ...participants.map(({ name }) => name),
    ...comments.map(({ author }) => author.name),
  ]);
}

/** The sources that still exist as they were read, and that the actor may still read. */
export async function stillThere(
  deps: SourceDeps,
  actor: Actor,
  ticket: Ticket,
  sources: readonly ReplySource[],
): Promise<readonly ReplySource[]> {
  if (sources.length === 0) return [];
  const ids = (type: ReplySource['type']) => sources.flatMap((one) => (one.type === type ? [one.id] : []));
  const tickets = ids('ticket').length === 0 ? [] : await deps.tickets.findMany(ids('ticket'));
  const articles = ids('article').length === 0 ? [] : await articlesFor(deps, actor, ticket);
  const there = [...tickets.filter((one) => can(actor, 'ticket.read', one)), ...articles];
  return sources.filter(({ id, version }) => there.some((one) => one.id === id && one.version === version));
}
