/** Between these, scores are neither all certain nor all equal. */
const RANGE = { least: 0.02, most: 20 } as const;

const STEPS = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The scores of one example by label, and the positions of its true labels. */
export interface ScoredExample {
  readonly scores: ArrayLike<number>;
  readonly truth: readonly number[];
}

/** Returns probabilities that add up to 1. */
export function softmax(scores: ArrayLike<number>, temperature: number): Float64Array {
  const scaled = Float64Array.from(scores, (score) => score / temperature);
  const highest = scaled.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = scaled.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Returns a probability for each label on its own. */
export function sigmoids(scores: ArrayLike<number>, temperature: number): Float64Array {
  return Float64Array.from(scores, (score) => 1 / (1 + Math.exp(-score / temperature)));
}

/**
 * Returns the temperature that makes the probabilities of scored examples most likely.
 * It changes no order, only how sure a model is. `scores` must come from models that have not seen the example.
 * Source: Guo et al., "On Calibration of Modern Neural Networks" (2017).
 */
export function fitTemperature(examples: readonly ScoredExample[], kind: 'one' | 'many'): number {
  if (examples.length === 0) return 1;
  const loss = (logTemperature: number) => lossAt(examples, kind, Math.exp(logTemperature));
  let [low, high] = [Math.log(RANGE.least), Math.log(RANGE.most)];
  for (let step = 0; step < STEPS && high - low > 1e-3; step += 1) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function lossAt(examples: readonly ScoredExample[], kind: 'one' | 'many', temperature: number): number {
  let loss = 0;
  for (const { scores, truth } of examples) {
    if (kind === 'one') {
      const [label] = truth;
      loss -= Math.log(Math.max(1e-12, softmax(scores, temperature)[label ?? 0] ?? 0));
    } else {
      const chances = sigmoids(scores, temperature);
      for (let label = 0; label < chances.length; label += 1) {
        const chance = chances[label] ?? 0;
        loss -= Math.log(Math.max(1e-12, truth.includes(label) ? chance : 1 - chance));
      }
    }
  }
  return loss;
}
