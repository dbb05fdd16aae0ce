/** Numbers from 0 to below 1 that look random. */
export type Chance = () => number;

/** Returns a generator that gives the same numbers for the same seed (mulberry32), so that training repeats. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Shuffles the first `length` numbers in place (Fisher-Yates). */
export function shuffle(numbers: number[] | Uint32Array, chance: Chance, length = numbers.length): void {
  for (let last = length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
}
