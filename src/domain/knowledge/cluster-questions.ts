import { wordsOf } from '../search-terms.js';
import { STOP_WORDS } from './stop-words.js';

/** One ticket, by what it asks. */
export interface AskedQuestion {
  readonly number: string;
  readonly title: string;
  readonly category: string;
}

/** Tickets that ask about the same. */
export interface QuestionCluster {
  /** The words that most of their titles share, the rarest first. */
  readonly words: readonly string[];
  /** Newest first. */
  readonly tickets: readonly AskedQuestion[];
}

/** Titles with this cosine of their weighted words ask about the same. */
const SAME = 0.4;
/** How much a word counts that no other title has. It would outweigh those that connect titles. */
const UNIQUE_SHARE = 0.3;
/** A word of more titles than this share tells nothing, and would compare all with all. */
const COMMON_SHARE = 0.1;
const MIN_COMMON = 20;
const MAX_WORDS = 4;
/** A word with less than this share of the weight of the rarest shared one is in too many titles. */
const TELLING_SHARE = 0.5;

interface Vector {
  readonly weights: ReadonlyMap<string, number>;
  readonly length: number;
}

interface Group {
  readonly first: Vector;
  readonly tickets: AskedQuestion[];
}

/**
 * Groups tickets by the words of their titles, the largest group first. Each ticket joins the group whose first ticket is
 * most alike, so the result depends on the order and needs one pass.
 */
export function clusterQuestions(
  questions: readonly AskedQuestion[],
  minSize: number,
): readonly QuestionCluster[] {
  const titles = questions.map((question) => ({ question, words: tellingWords(question.title) }));
  const counts = countWords(titles.map(({ words }) => words));
  const weigh = (word: string) => {
    const count = counts.get(word) ?? 1;
    return Math.log(1 + questions.length / count) * (count > 1 ? 1 : UNIQUE_SHARE);
  };
  const mostTitles = Math.max(MIN_COMMON, questions.length * COMMON_SHARE);
  const groups: Group[] = [];
  const groupsOf = new Map<string, Group[]>();
  for (const { question, words } of titles) {
    const vector = vectorOf(words, weigh);
    const connecting = words.filter((word) => (counts.get(word) ?? 0) <= mostTitles);
    const candidates = new Set(connecting.flatMap((word) => groupsOf.get(word) ?? []));
    const nearest = nearestOf(vector, candidates);
    if (nearest !== null) {
      nearest.tickets.push(question);
      continue;
    }
    const group: Group = { first: vector, tickets: [question] };
    groups.push(group);
    for (const word of connecting) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group]);
  }
  return groups
    .filter(({ tickets }) => tickets.length >= minSize)
    .sort((a, b) => b.tickets.length - a.tickets.length)
    .map(({ tickets }) => ({ tickets, words: sharedWords(tickets, weigh) }));
}

function tellingWords(title: string): readonly string[] {
  return wordsOf(title).filter((word) => !STOP_WORDS.has(word));
}

function countWords(titles: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of titles.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function vectorOf(words: readonly string[], weigh: (word: string) => number): Vector {
  const weights = new Map(words.map((word) => [word, weigh(word)]));
  return { weights, length: Math.hypot(...weights.values()) };
}

/** Null if none is near enough. */
function nearestOf(vector: Vector, candidates: Iterable<Group>): Group | null {
  let [nearest, most]: [Group | null, number] = [null, SAME];
  for (const group of candidates) {
    const score = cosine(vector, group.first);
    if (score >= most) [nearest, most] = [group, score];
  }
  return nearest;
}

function cosine(one: Vector, other: Vector): number {
  let product = 0;
  for (const [word, weight] of one.weights) product += weight * (other.weights.get(word) ?? 0);
  return product / (one.length * other.length || 1);
}

function sharedWords(tickets: readonly AskedQuestion[], weigh: (word: string) => number): readonly string[] {
  const counts = countWords(tickets.map(({ title }) => tellingWords(title)));
  const shared = [...counts]
    .filter(([, count]) => count * 2 >= tickets.length && (count > 1 || tickets.length === 1))
    .map(([word]) => ({ word, weight: weigh(word) }))
    .sort((a, b) => b.weight - a.weight);
  const heaviest = shared[0]?.weight ?? 0;
  return shared
    .filter(({ weight }) => weight >= heaviest * TELLING_SHARE)
    .slice(0, MAX_WORDS)
    .map(({ word }) => word);
}
