export interface Spread {
  readonly p50_ms: number;
  readonly p90_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

/** Exact percentiles (nearest rank) of all samples, not of a histogram. */
export function spreadOf(samplesMs: readonly number[]): Spread {
  const sorted = Float64Array.from(samplesMs).sort();
  const at = (share: number) => rounded(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { p50_ms: at(0.5), p90_ms: at(0.9), p95_ms: at(0.95), p99_ms: at(0.99), max_ms: at(1) };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Two digits after the point are more than any of these figures deserves. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/**
 * Where the median of all such values lies, with 95 % confidence or a little more: two of the values themselves, by
 * their ranks (the sign test's interval), which supposes nothing about how they scatter.
 * @returns null with fewer than six values, which cannot say it.
 */
export function intervalOfMedian(values: readonly number[]): readonly [number, number] | null {
  const sorted = [...values].sort((a, b) => a - b);
  const { length } = sorted;
  // The chance that fewer than `rank` of them lie below the median, for each rank, until both ends make 5 %.
  let rank = 0;
  let term = 0.5 ** length;
  for (let below = term; below <= 0.025; below += term) {
    rank += 1;
    term = (term * (length - rank + 1)) / rank;
  }
  const [low, high] = [sorted[rank - 1], sorted[length - rank]];
  return low === undefined || high === undefined ? null : [low, high];
}
