import { wordsOf } from '../../domain/search-terms.js';
import {
  wordSimilarity,
  wordWeights,
  type TitledText,
} from '../../domain/similar-tickets/word-similarity.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../deps.js';

/** Words of the text that are looked up, the longest ones: short words are mostly in many titles. */
const MAX_WORDS = 24;

/** Counting a word ends here. More frequent words tell little. */
const MAX_COUNTED = 2_000;

/** Tickets that are compared, the newest of those with one of the rarest words. */
const MAX_CANDIDATES = 200;

/** Tickets that share less are not similar. Measured on the labelled pairs of bench/README.md. */
const MIN_SCORE = 0.12;

/** A ticket and how much it has in common with the text, from 0 to 1. */
export interface ScoredTicket {
  readonly ticket: Ticket;
  readonly score: number;
}

/**
 * Finds the tickets that share the most telling words with a text, within the filter, best first.
 * Only their titles are looked up, because only those are indexed. Descriptions refine the order.
 */
export async function findByWords(
  { titleSearch }: Pick<AppDeps, 'titleSearch'>,
  text: TitledText,
  filter: TicketFilter,
): Promise<readonly ScoredTicket[]> {
  const words = soughtWords(text);
  if (words.length === 0) return [];
  const counts = await titleSearch.countWords(words, MAX_COUNTED);
  const rare = rarest(words, counts);
  if (rare.length === 0) return [];
  const candidates = await titleSearch.withAnyWord(rare, filter, MAX_CANDIDATES);
  const weights = wordWeights(counts, MAX_COUNTED);
  return candidates
    .map((ticket) => ({ ticket, score: wordSimilarity(text, ticket, weights) }))
    .filter(({ score }) => score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || (a.ticket.id < b.ticket.id ? 1 : -1));
}

/** The words of the title, then the longest of the description. */
function soughtWords({ title, description }: TitledText): readonly string[] {
  const byLength = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length);
  return [...new Set([...byLength(wordsOf(title)), ...byLength(wordsOf(description))])].slice(0, MAX_WORDS);
}

/** The rarest words, as many as have {@link MAX_COUNTED} tickets together; at least one. */
function rarest(words: readonly string[], counts: ReadonlyMap<string, number>): readonly string[] {
  const known = words.flatMap((word) => {
    const count = counts.get(word) ?? 0;
    return count === 0 ? [] : [{ word, count }];
  });
  let sum = 0;
  return known
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, place) => (sum += count) <= MAX_COUNTED || place === 0)
    .map(({ word }) => word);
}
