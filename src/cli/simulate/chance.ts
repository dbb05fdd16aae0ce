import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that falls the same way each time for one seed. */
export interface Chance {
  /** True in this share of all cases. */
  happens(share: number): boolean;
  /** From `from` until just before `to`. */
  between(from: number, to: number): number;
  /** Draws a duration with this mean: often less, sometimes much more. */
  lasts(mean: number): number;
  /** One of them, by their weights. */
  pick<T>(weighted: readonly (readonly [T, number])[]): T;
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const next = () => uniformFloat64(generator);
  return {
    happens: (share) => next() < share,
    between: (from, to) => from + next() * (to - from),
    lasts: (mean) => -Math.log(1 - next()) * mean,
    pick: (weighted) => {
      let rest = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      const found = weighted.find(([, weight]) => (rest -= weight) < 0) ?? weighted.at(-1);
      if (found === undefined) throw new Error('The list is empty.');
      return found[0];
    },
  };
}
