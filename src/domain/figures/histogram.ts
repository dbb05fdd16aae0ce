/*
 * Durations are counted in buckets that grow by 5 %, so that histograms of any days can be added. A percentile is the
 * geometric middle of its bucket: at most 2.5 % off, or half a minute for durations of up to a minute.
 */

const GROWTH = 1.05;

/** Bucket number → count. */
export type Histogram = ReadonlyMap<number, number>;

/** Returns the bucket of a duration in minutes. */
export function bucketOf(minutes: number): number {
  return minutes <= 1 ? 0 : Math.ceil(Math.log(minutes) / Math.log(GROWTH) - 1e-9);
}

function middleOf(bucket: number): number {
  return bucket === 0 ? 0.5 : GROWTH ** (bucket - 0.5);
}

/** Returns the duration in minutes that a share of all durations does not exceed (nearest rank); null for none. */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = [...histogram.values()].reduce((sum, count) => sum + count, 0);
  if (total <= 0) return null;
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of [...histogram].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return middleOf(bucket);
  }
  return null;
}
