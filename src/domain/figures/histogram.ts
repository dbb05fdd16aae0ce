/*
 * Durations are counted in buckets that grow by 5 %, so that histograms of any days can be added. A percentile is the
 * geometric middle of its bucket: at most 2.5 % off, or half a minute for durations of up to a minute.
 */

const GROWTH = 1.05;

/** The count of each bucket, by its number. */
export type Histogram = readonly number[];

/** Returns the bucket of a duration in minutes. */
export function bucketOf(minutes: number): number {
  return minutes <= 1 ? 0 : Math.ceil(Math.log(minutes) / Math.log(GROWTH) - 1e-9);
}

function middleOf(bucket: number): number {
  return bucket === 0 ? 0.5 : GROWTH ** (bucket - 0.5);
}

/** Returns the duration in minutes that a share of all durations does not exceed (nearest rank); null for none. */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = countAll(histogram);
  if (total <= 0) return null;
  let left = Math.max(1, Math.ceil(share * total));
  const bucket = histogram.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return middleOf(bucket);
}

export function countAll(histogram: Histogram): number {
  return histogram.reduce((sum, count) => sum + count, 0);
}

/** Adds the counts of all buckets to the sum, `weight` times. */
export function addHistogram(sum: number[], counts: Histogram, weight = 1): void {
  while (sum.length < counts.length) sum.push(0);
  // An iterator would take three times as long.
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    sum[bucket] = (sum[bucket] ?? 0) + weight * (counts[bucket] ?? 0);
  }
}

/** Adds to one bucket. All buckets before it get a count, because arrays with holes are slow to read. */
export function addToBucket(sum: number[], bucket: number, count: number): void {
  while (sum.length <= bucket) sum.push(0);
  sum[bucket] = (sum[bucket] ?? 0) + count;
}
