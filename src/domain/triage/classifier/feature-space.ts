import { isPart, type Features } from './features.js';

/** Maximum features of a model, so that ten labels need at most 1 MB. 3,000 tickets have 28,000, and 20,000 have more. */
const MAX_FEATURES = 100_000;

/** A feature of one ticket alone says nothing about the next one. */
const MIN_TICKETS = 2;

/** The features that a model knows, in ascending order of their hashes, with the weight of each. */
export interface FeatureSpace {
  readonly hashes: Uint32Array;
  /** Inverse document frequency: rare features count more. */
  readonly idf: Float32Array;
}

/** One text in a feature space, with length 1. */
export interface SparseVector {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Returns the features that at least two texts share, the most common ones if there are too many. */
export function buildFeatureSpace(
  texts: readonly Features[],
  maxFeatures: number = MAX_FEATURES,
): FeatureSpace {
  const frequencies = new Map<number, number>();
  for (const { hashes } of texts) {
    for (const hash of hashes) frequencies.set(hash, (frequencies.get(hash) ?? 0) + 1);
  }
  const shared = [...frequencies].filter(([, frequency]) => frequency >= MIN_TICKETS);
  // By hash where the frequency is equal, so that the same texts give the same space.
  const kept = shared.sort(([a, m], [b, n]) => n - m || a - b).slice(0, maxFeatures);
  kept.sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    idf: Float32Array.from(kept, ([, frequency]) => 1 + Math.log((1 + texts.length) / (1 + frequency))),
  };
}

/**
 * Returns the TF-IDF of a text, with sublinear counts. Empty if no feature is known.
 * Words and parts of words have the same total weight, although there are five times as many parts.
 */
export function vectorOf({ hashes, counts }: Features, space: FeatureSpace): SparseVector {
  const indices = new Uint32Array(hashes.length);
  const values = new Float32Array(hashes.length);
  let size = 0;
  let [ofWords, ofParts] = [0, 0];
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] ?? 0;
    const index = indexOf(space.hashes, hash);
    if (index === -1) continue;
    const value = (1 + Math.log(counts[at] ?? 1)) * (space.idf[index] ?? 0);
    indices[size] = index;
    values[size] = value;
    if (isPart(hash)) ofParts += value * value;
    else ofWords += value * value;
    size += 1;
  }
  const kinds = ofWords > 0 && ofParts > 0 ? 2 : 1;
  const [word, part] = [Math.sqrt(ofWords * kinds), Math.sqrt(ofParts * kinds)];
  for (let at = 0; at < size; at += 1) {
    values[at] = (values[at] ?? 0) / (isPart(space.hashes[indices[at] ?? 0] ?? 0) ? part : word);
  }
  return { indices: indices.slice(0, size), values: values.slice(0, size) };
}

/** Returns the position of a value in an ascending array, or -1. */
function indexOf(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
