import { wordsOf } from '../search-terms.js';

/** A text and its title, which counts more. */
export interface TitledText {
  readonly title: string;
  readonly description: string;
}

/** Returns the weight of a word. Rare words tell more. */
export type WeighWord = (word: string) => number;

/** Words that are only in a description, relative to those of the title. */
const DESCRIPTION_SHARE = 0.3;

/** Returns the weights of words by the numbers of tickets that have them in their titles. */
export function wordWeights(counts: ReadonlyMap<string, number>, tickets: number): WeighWord {
  const total = Math.max(tickets, 1);
  return (word) => Math.log(1 + total / Math.max(counts.get(word) ?? 1, 1));
}

/**
 * How much two texts have in common by their words, from 0 to 1: the cosine of the weighted words.
 * Words of another language, and other words for the same, are not recognised.
 */
export function wordSimilarity(one: TitledText, other: TitledText, weigh: WeighWord): number {
  const [a, b] = [vectorOf(one, weigh), vectorOf(other, weigh)];
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [word, weight] of shorter) product += weight * (longer.get(word) ?? 0);
  const lengths = Math.sqrt(squares(a) * squares(b));
  return lengths === 0 ? 0 : Math.min(1, product / lengths);
}

function vectorOf({ title, description }: TitledText, weigh: WeighWord): Map<string, number> {
  const words = new Map(wordsOf(description).map((word) => [word, weigh(word) * DESCRIPTION_SHARE]));
  for (const word of wordsOf(title)) words.set(word, weigh(word));
  return words;
}

function squares(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return sum;
}
