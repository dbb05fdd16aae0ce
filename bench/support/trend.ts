import { medianOf } from './statistics.js';

export interface Trend {
  /** In units of `y` for one of `x`. */
  readonly slope: number;
  /** Between these it lies with 95 % of confidence. */
  readonly low: number;
  readonly high: number;
}

/**
 * The slope of Theil and Sen: the median of the slopes between every two points, which a few wild readings (a heap just
 * before its garbage is collected) do not move. The interval is Sen's, by the variance of Kendall's S (Hollander and Wolfe,
 * Nonparametric Statistical Methods, 9.3). @throws Error for fewer than two points that differ in `x`.
 */
export function trendOf(points: readonly (readonly [x: number, y: number])[]): Trend {
  const slopes = points
    .flatMap(([x, y], index) =>
      points
        .slice(index + 1)
        .flatMap(([laterX, laterY]) => (laterX === x ? [] : [(laterY - y) / (laterX - x)])),
    )
    .sort((a, b) => a - b);
  if (slopes.length === 0) throw new Error('A trend needs two points.');
  const n = points.length;
  const width = 1.96 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number) => slopes[Math.min(slopes.length - 1, Math.max(0, rank))] ?? 0;
  return {
    slope: medianOf(slopes),
    low: at(Math.floor((slopes.length - width) / 2) - 1),
    high: at(Math.ceil((slopes.length + width) / 2)),
  };
}
