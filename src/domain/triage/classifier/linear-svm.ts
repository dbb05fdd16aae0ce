import { shuffle, type Chance } from './chance.js';
import type { SparseVector } from './feature-space.js';

/** Maximum passes over the examples. Text needs 10 to 30; the rest would be noise. */
const MAX_PASSES = 60;

/** Training ends when no example violates the optimum by more than this, as in LIBLINEAR. */
const TOLERANCE = 0.1;

/** One "this label or not" problem. */
export interface BinaryProblem {
  readonly vectors: readonly SparseVector[];
  /** Whether each vector has the label. */
  readonly hasLabel: readonly boolean[];
  /** The cost of a mistake on a vector without the label, and on one with it. */
  readonly cost: number;
  readonly labelCost: number;
  readonly features: number;
}

/** A plane: the score of a vector is its product with the weights, plus the bias. */
export interface Plane {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * Trains an L2-regularised support vector machine with squared hinge loss by dual coordinate descent.
 * Source: Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM" (2008), with its shrinking.
 */
export function trainPlane(problem: BinaryProblem, chance: Chance): Plane {
  const { vectors, hasLabel, cost, labelCost, features } = problem;
  const weights = new Float64Array(features);
  let bias = 0;
  const multipliers = new Float64Array(vectors.length);
  const active = Uint32Array.from(vectors.keys());
  let size = active.length;
  let upper = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    let [largest, smallest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    shuffle(active, chance, size);
    for (let at = 0; at < size; at += 1) {
      const row = active[at] ?? 0;
      const { indices, values } = vectors[row] as SparseVector;
      const sign = hasLabel[row] === true ? 1 : -1;
      const slack = 0.5 / (sign === 1 ? labelCost : cost);
      const multiplier = multipliers[row] ?? 0;
      let score = bias;
      for (let i = 0; i < indices.length; i += 1) {
        score += (weights[indices[i] as number] as number) * (values[i] as number);
      }
      const gradient = sign * score - 1 + multiplier * slack;
      if (multiplier === 0 && gradient > upper) {
        // It is far on the right side: leave it out until the end.
        size -= 1;
        [active[at], active[size]] = [active[size] ?? 0, row];
        at -= 1;
        continue;
      }
      const projected = multiplier === 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, projected);
      smallest = Math.min(smallest, projected);
      if (Math.abs(projected) < 1e-12) continue;
      // Vectors have length 1, and the bias counts as one more feature with the value 1.
      const length = indices.length === 0 ? 1 : 2;
      const next = Math.max(multiplier - gradient / (length + slack), 0);
      const step = (next - multiplier) * sign;
      multipliers[row] = next;
      bias += step;
      for (let i = 0; i < indices.length; i += 1) {
        const index = indices[i] as number;
        weights[index] = (weights[index] as number) + step * (values[i] as number);
      }
    }
    if (largest - smallest <= TOLERANCE) {
      if (size === active.length) break;
      size = active.length;
      upper = Number.POSITIVE_INFINITY;
      continue;
    }
    upper = largest <= 0 ? Number.POSITIVE_INFINITY : largest;
  }
  return { weights, bias };
}
