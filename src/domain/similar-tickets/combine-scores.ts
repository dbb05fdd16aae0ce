import type { Language } from '../languages.js';

/** How far the cosines of a model can be trusted. */
export interface ModelTrust {
  /** The cosine of unrelated tickets, and of equal ones. */
  readonly unrelated: number;
  readonly equal: number;
  /** Undefined for all languages. */
  readonly languages?: readonly Language[];
}

/** Both similarities of a ticket. */
export interface SimilarityScores {
  /** From 0 to 1. */
  readonly words: number;
  /** The cosine of the vectors, from -1 to 1; null without vectors. */
  readonly cosine: number | null;
}

/** By the start of the model's name. e5 squeezes its cosines; MiniLM knows English only (bench/README.md). */
const TRUST: readonly (readonly [prefix: string, trust: ModelTrust])[] = [
  ['multilingual-e5', { unrelated: 0.8, equal: 0.95 }],
  ['all-MiniLM', { unrelated: 0.2, equal: 0.95, languages: ['en'] }],
];
const USUAL: ModelTrust = { unrelated: 0.2, equal: 0.95 };

/** How much the words count beside the vectors of a model that knows the language. */
const WORDS_SHARE = 0.35;

/** How much the vectors count beside the words, for a language that the model does not know. */
const UNKNOWN_SHARE = 0.1;

/** Returns how far the vectors of a model can be trusted. */
export function trustIn(model: string): ModelTrust {
  return TRUST.find(([prefix]) => model.startsWith(prefix))?.[1] ?? USUAL;
}

/** True if the model tells what texts of this language mean. */
export function knowsLanguage({ languages }: ModelTrust, language: string): boolean {
  return languages?.some((known) => known === language) ?? true;
}

/**
 * Combines both similarities to one, from 0 to 1. Without a vector, the words decide alone.
 * For a language that the model does not know, the vectors only order what shares the same words.
 */
export function combinedScore(
  { words, cosine }: SimilarityScores,
  trust: ModelTrust,
  language: Language,
): number {
  if (cosine === null) return words;
  const meaning = Math.min(1, Math.max(0, (cosine - trust.unrelated) / (trust.equal - trust.unrelated)));
  if (!knowsLanguage(trust, language)) return words + (1 - words) * UNKNOWN_SHARE * meaning;
  return meaning + (1 - meaning) * WORDS_SHARE * words;
}
