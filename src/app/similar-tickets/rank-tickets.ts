import { combinedScore, trustIn } from '../../domain/similar-tickets/combine-scores.js';
import type { TitledText } from '../../domain/similar-tickets/word-similarity.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../deps.js';
import { prepareMeaning, type MeaningDeps, type PreparedMeaning } from './find-by-meaning.js';
import { findByWords, type ScoredTicket, type WordMatches } from './find-by-words.js';

export type RankDeps = MeaningDeps & Pick<AppDeps, 'tickets' | 'titleSearch'>;

/** A similar ticket. */
export interface SimilarTicket extends ScoredTicket {
  /** `words`: they share words; `meaning`: their vectors are near; `both`. */
  readonly matchedBy: 'words' | 'meaning' | 'both';
}

interface Ranking {
  readonly ticketId: string | null;
  readonly text: TitledText;
  /** Everything that may be found. */
  readonly filter: TicketFilter;
  /** The ids of the same tickets; null for an actor who reads all tickets. */
  readonly readable: ReadonlySet<string> | null;
  readonly isShown: (ticket: Ticket) => boolean;
  readonly limit: number;
}

/** Below it, a vector tells nothing. */
const MIN_MEANING = 0.35;

/** Vectors that are looked at, wider each time while too few of their tickets are shown. */
const WIDTHS = [50, 400, 3_000] as const;

/** Ranks tickets by their words and, if there are vectors, by their meaning. */
export async function rankTickets(deps: RankDeps, ranking: Ranking): Promise<readonly SimilarTicket[]> {
  const { ticketId, text, filter, limit, isShown } = ranking;
  const [words, meaning] = await Promise.all([
    findByWords(deps, text, filter),
    prepareMeaning(deps, { ticketId, text }),
  ]);
  const byWords = words.found.filter(({ ticket }) => isShown(ticket));
  const byMeaning = meaning === null ? [] : await nearest(deps, ranking, meaning);
  const found = new Map([...byMeaning, ...byWords].map(({ ticket }) => [ticket.id, ticket]));
  return [...found.values()]
    .map((ticket) => scored(ticket, { words, byMeaning, byWords, meaning }))
    .sort((a, b) => b.score - a.score || (a.ticket.id < b.ticket.id ? 1 : -1))
    .slice(0, limit);
}

interface Found {
  readonly words: WordMatches;
  readonly byWords: readonly ScoredTicket[];
  /** With the cosine as the score. */
  readonly byMeaning: readonly ScoredTicket[];
  readonly meaning: PreparedMeaning | null;
}

function scored(ticket: Ticket, { words, byWords, byMeaning, meaning }: Found): SimilarTicket {
  const cosine = byMeaning.find((one) => one.ticket.id === ticket.id)?.score ?? null;
  const hasWords = byWords.some((one) => one.ticket.id === ticket.id);
  return {
    ticket,
    score: combinedScore(
      { words: words.similarity(ticket), cosine },
      trustIn(meaning?.model ?? ''),
      meaning?.language ?? 'en',
    ),
    matchedBy: cosine === null ? 'words' : hasWords ? 'both' : 'meaning',
  };
}

/** The tickets with the nearest vectors that may be shown, with their cosines. */
async function nearest(
  { tickets, ticketVectorCopies }: RankDeps,
  { limit, isShown, readable }: Ranking,
  { search, model, language }: PreparedMeaning,
): Promise<readonly ScoredTicket[]> {
  const trust = trustIn(model);
  const filter = readable === null ? undefined : (id: string) => readable.has(id);
  const known = new Map<string, Ticket>();
  let shown: ScoredTicket[] = [];
  for (const width of WIDTHS) {
    const near = (await search(width, filter)).filter(
      ({ score }) => combinedScore({ words: 0, cosine: score }, trust, language) >= MIN_MEANING,
    );
    const missing = near.map(({ id }) => id).filter((id) => !known.has(id));
    for (const ticket of await tickets.findMany(missing)) known.set(ticket.id, ticket);
    for (const id of missing) if (!known.has(id)) ticketVectorCopies.remove(id);
    shown = near.flatMap(({ id, score }) => {
      const ticket = known.get(id);
      return ticket !== undefined && isShown(ticket) ? [{ ticket, score }] : [];
    });
    if (shown.length >= limit || near.length < width) break;
  }
  return shown;
}
