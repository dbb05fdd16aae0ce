/** Returns the end of an axis that begins at zero: a round number at or above the largest value. */
export function axisEnd(values: readonly number[]): number {
  const largest = Math.max(0, ...values);
  if (largest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].find((one) => one * power >= largest) ?? 10;
  return step * power;
}

export interface Point {
  readonly label: string;
  /** Null where nothing was measured: the line has a gap. */
  readonly value: number | null;
}

/** Splits a line where nothing was measured. Each run has the positions of its points. */
export function runsOf(points: readonly Point[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  points.forEach(({ value }, index) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  });
  return runs;
}

/** The first, some in between and the last: as many labels as fit. */
export function labelledIndexes(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
