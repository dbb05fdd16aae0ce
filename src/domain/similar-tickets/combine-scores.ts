/** A ticket that was found by its words, its vector, or both. A missing score is 0. */
export interface SimilarityScores {
  /** From 0 to 1. */
  readonly words: number;
  /** The cosine of the vectors, from -1 to 1. */
  readonly cosine: number | null;
}

/** Cosines of unrelated and of equal tickets by a model. Each model has its own. */
export interface CosineRange {
  readonly unrelated: number;
  readonly equal: number;
}

/**
 * Measured on the labelled pairs of `bench/similar`. e5 squeezes its cosines into a small range near 1.
 * Models that are not listed get the range of most models.
 */
const RANGES: readonly (readonly [prefix: string, range: CosineRange])[] = [
  ['multilingual-e5', { unrelated: 0.8, equal: 0.95 }],
  ['', { unrelated: 0.2, equal: 0.95 }],
];

/** How much the words count beside the vectors. */
const WORDS_SHARE = 0.35;

/** Returns the range of cosines of a model. */
export function cosineRange(model: string): CosineRange {
  return RANGES.find(([prefix]) => model.startsWith(prefix))?.[1] ?? { unrelated: 0, equal: 1 };
}

/** Combines both similarities to one, from 0 to 1. Without a vector, the words decide alone. */
export function combinedScore({ words, cosine }: SimilarityScores, range: CosineRange): number {
  if (cosine === null) return words;
  const meaning = Math.min(1, Math.max(0, (cosine - range.unrelated) / (range.equal - range.unrelated)));
  return meaning + (1 - meaning) * WORDS_SHARE * words;
}
