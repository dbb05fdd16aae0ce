import type { Actor } from '../../../domain/access/actor.js';
import { can, isStaff } from '../../../domain/access/permissions.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { withNameParts } from '../../../domain/triage/masking-rules.js';
import { maskSensitive } from '../../../domain/triage/masking.js';
import type { AppDeps } from '../../deps.js';
import { latestComments } from '../latest-comments.js';
import { findSimilarTickets, type SimilarTicket } from '../../similar-tickets/find-similar-tickets.js';

export type SourceDeps = Parameters<typeof findSimilarTickets>[0] & Pick<AppDeps, 'tickets' | 'users'>;

/** A resolved ticket that a draft may quote. */
export interface ReplySource {
  readonly type: 'ticket' | 'article';
  /** Its name in the prompt. */
  readonly ref: string;
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly score: number;
  /** What staff told its requester, without any personal data. */
  readonly text: string;
  readonly version: number;
}

const MAX_SOURCES = 3;
/** Similar tickets that are looked at, because not each one has a solution. */
const MAX_CANDIDATES = 8;
/** Comments of staff that are used, the latest ones. */
const COMMENTS_USED = 3;
/** Characters of a source in the prompt. */
const MAX_SOURCE_TEXT = 4_000;

/**
 * Finds resolved tickets that the actor may read and in which staff have answered.
 * Only public comments of staff are used, and all personal data in them is removed and does not come back: a draft for
 * one requester has no data of another.
 */
export async function findReplySources(
  deps: SourceDeps,
  actor: Actor,
  reference: string,
): Promise<readonly ReplySource[]> {
  const similar = await findSimilarTickets(deps, actor, {
    ...{ ticket: reference, limit: MAX_CANDIDATES, resolvedOnly: true },
  });
  const sources: ReplySource[] = [];
  for (const candidate of similar) {
    if (sources.length === MAX_SOURCES) break;
    const text = await solutionOf(deps, candidate.ticket);
    if (text !== '') sources.push(sourceOf(candidate, `S${sources.length + 1}`, text));
  }
  return sources;
}

function sourceOf({ ticket, score }: SimilarTicket, ref: string, text: string): ReplySource {
  const { id, number, title, version } = ticket;
  return { type: 'ticket', ref, id, number, title, score, text, version };
}

async function solutionOf({ tickets, users }: SourceDeps, ticket: Ticket): Promise<string> {
  const said = await latestComments({ tickets }, ticket.id, false);
  const authors = [...new Set(said.map(({ author }) => author.id))].filter(
    (id) => id !== ticket.requester.id,
  );
  const people = await Promise.all(authors.map((id) => users.find(id)));
  const staff = new Set(
    people.flatMap((person) => (person !== null && isStaff(person.role) ? [person.id] : [])),
  );
  const names = withNameParts([...namesOn(ticket, said)]);
  return said
    .filter(({ author }) => staff.has(author.id))
    .slice(-COMMENTS_USED)
    .map(({ body }) => maskSensitive(body, names))
    .join('\n')
    .slice(0, MAX_SOURCE_TEXT);
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
  { tickets }: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  sources: readonly ReplySource[],
): Promise<readonly ReplySource[]> {
  if (sources.length === 0) return [];
  const found = await tickets.findMany(sources.map(({ id }) => id));
  return sources.filter(({ id, version }) =>
    found.some(
      (ticket) => ticket.id === id && ticket.version === version && can(actor, 'ticket.read', ticket),
    ),
  );
}
