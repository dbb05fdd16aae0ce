import type { Term } from '../../domain/triage/vocabulary.js';
import { clausesOf, wordsOf } from '../../domain/triage/words.js';

/** Terms that speak for one label: a skill, a priority, a mood. */
export interface TermGroup<L> {
  /** Null for phrases that only hide the words in them: "the office" is not the word processor. */
  readonly label: L | null;
  readonly terms: readonly Term[];
  /** The weight of a hit for the label. */
  readonly weight: number;
}

export interface Hit<L> {
  readonly label: L;
  readonly term: Term;
  readonly weight: number;
  /** True after a negation: "not really urgent". */
  readonly negated: boolean;
}

interface Entry<L> extends TermEntry {
  readonly label: L | null;
  readonly term: Term;
  readonly weight: number;
}

interface TermEntry {
  readonly words: readonly string[];
  /** The last word of the term matches every word that begins with it. */
  readonly openEnd: boolean;
}

interface Negation {
  readonly negations: readonly string[];
  readonly fillers: readonly string[];
}

const MAX_FILLERS = 4;
const KEY_LENGTH = 2;

/** The part of a first word that indexes terms; an open end is never shorter (the vocabulary's schema). */
const keyOf = (word: string | undefined) => word?.slice(0, KEY_LENGTH) ?? '';

/**
 * Finds terms in text by comparing words, never by a pattern made from them.
 * The longest of overlapping terms wins: "network printer" is a printer, not a network. Each term counts once per
 * text.
 */
export function createTermMatcher<L>(groups: readonly TermGroup<L>[], negation: Negation) {
  const entries = groups.flatMap(({ label, terms, weight }) =>
    terms.map((term): Entry<L> => ({
      label,
      term,
      weight,
      words: wordsOf(term),
      openEnd: term.endsWith('*'),
    })),
  );
  const byKey = new Map<string, Entry<L>[]>();
  for (const entry of entries.filter(({ words }) => words.length > 0)) {
    const key = keyOf(entry.words[0]);
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const negations = new Set(negation.negations.flatMap(wordsOf));
  const fillers = new Set(negation.fillers.flatMap(wordsOf));

  function longestAt(clause: readonly string[], start: number): Entry<L>[] {
    const found = (byKey.get(keyOf(clause[start])) ?? []).filter((entry) => matchesAt(entry, clause, start));
    const longest = Math.max(0, ...found.map(({ words }) => words.length));
    return found.filter(({ words }) => words.length === longest);
  }

  function isNegated(clause: readonly string[], start: number): boolean {
    for (let index = start - 1; index >= Math.max(0, start - 1 - MAX_FILLERS); index -= 1) {
      const word = clause[index] ?? '';
      if (negations.has(word)) return true;
      if (!fillers.has(word)) return false;
    }
    return false;
  }

  return function find(text: string): Hit<L>[] {
    const hits = new Map<Entry<L>, Hit<L>>();
    for (const clause of clausesOf(text)) {
      for (let start = 0; start < clause.length;) {
        const entriesHere = longestAt(clause, start);
        for (const entry of entriesHere) {
          const { label, term, weight } = entry;
          if (label === null || hits.has(entry)) continue;
          hits.set(entry, { label, term, weight, negated: isNegated(clause, start) });
        }
        start += entriesHere[0]?.words.length ?? 1;
      }
    }
    return [...hits.values()];
  };
}

function matchesAt(entry: TermEntry, clause: readonly string[], start: number): boolean {
  const last = entry.words.length - 1;
  return entry.words.every((word, offset) => {
    const given = clause[start + offset];
    return (
      given !== undefined && (offset === last && entry.openEnd ? given.startsWith(word) : given === word)
    );
  });
}
