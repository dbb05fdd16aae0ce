import { PRIORITIES, type Priority } from '../ticket-fields.js';
import type { SlaTarget } from '../sla/sla.js';
import { addHistogram, addToBucket, countAll, percentile, type Histogram } from './histogram.js';

/** Measure → counts by bucket, summed over slots. What has no buckets is counted at 0. */
export type Tally = ReadonlyMap<string, Histogram>;

/** A sum that grows. */
export type Sum = Map<string, number[]>;

/** Counts as they are stored: measure → count, or bucket → count. */
export type Counts = Readonly<Record<string, number | Readonly<Record<number, number>>>>;

/** The buckets that have counts. */
export interface SparseHistogram {
  /** Bucket, count, bucket, count, and so on. */
  readonly pairs: readonly number[];
}

/**
 * Stored counts by measure. A day has counts in few of the buckets, and a month of a large desk has
 * hundreds of days of categories, so nothing more is made of them on the way to a sum.
 */
export type SparseTally = ReadonlyMap<string, SparseHistogram>;

/** Returns stored counts as a tally. */
export function sparseTallyOf(counts: Counts): SparseTally {
  return new Map(
    Object.entries(counts).map(([measure, count]) => [
      measure,
      {
        pairs:
          typeof count === 'number'
            ? [0, count]
            : Object.entries(count).flatMap(([bucket, each]) => [Number(bucket), each]),
      },
    ]),
  );
}

/** Adds stored counts to the sum, `weight` times. */
export function addSparseTally(sum: Sum, tally: SparseTally, weight: number): void {
  for (const [measure, { pairs }] of tally) {
    const known = histogramIn(sum, measure);
    for (let at = 0; at < pairs.length; at += 2) {
      addToBucket(known, pairs[at] ?? 0, weight * (pairs[at + 1] ?? 0));
    }
  }
}

/** Adds another sum to the sum. */
export function addTally(sum: Sum, tally: Tally): void {
  for (const [measure, histogram] of tally) addHistogram(histogramIn(sum, measure), histogram);
}

function histogramIn(sum: Sum, measure: string): number[] {
  const known = sum.get(measure) ?? [];
  sum.set(measure, known);
  return known;
}

function countOf(tally: Tally, measure: string): number {
  return tally.get(measure)?.[0] ?? 0;
}

/** How long something took. */
export interface DurationFigures {
  readonly tickets: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** How often a target was kept. */
export interface TargetFigures {
  readonly met: number;
  readonly missed: number;
  /** Share of the decided targets that were met; null without any. */
  readonly attainment: number | null;
}

/** The figures of one period and one selection of tickets. */
export interface Figures {
  readonly created: number;
  readonly resolved: number;
  readonly open: number;
  readonly firstResponse: DurationFigures;
  readonly resolution: DurationFigures;
  readonly targets: Readonly<Record<SlaTarget, TargetFigures>>;
  readonly satisfaction: { readonly answers: number; readonly mean: number | null };
}

/** Returns the figures of a tally, for some priorities. Satisfaction is that of all priorities. */
export function figuresOf(tally: Tally, priorities: readonly Priority[] = PRIORITIES): Figures {
  const sum = (name: string) =>
    priorities.reduce((total, priority) => total + countOf(tally, `${name}:${priority}`), 0);
  const target = (name: SlaTarget): TargetFigures => {
    const [met, missed] = [sum(`met:${name}`), sum(`missed:${name}`)];
    return { met, missed, attainment: met + missed === 0 ? null : met / (met + missed) };
  };
  return {
    created: sum('created'),
    resolved: sum('resolved'),
    open: sum('open'),
    firstResponse: durationsOf(histogramOf(tally, 'response', priorities)),
    resolution: durationsOf(histogramOf(tally, 'resolution', priorities)),
    targets: {
      firstResponse: target('firstResponse'),
      nextResponse: target('nextResponse'),
      resolution: target('resolution'),
    },
    satisfaction: satisfactionOf(tally),
  };
}

/** Returns the tickets by status. */
export function statusesOf(tally: Tally): ReadonlyMap<string, number> {
  return new Map(
    [...tally.keys()].flatMap((measure) => {
      const [name, status] = measure.split(':');
      const count = countOf(tally, measure);
      return name === 'status' && status !== undefined && count > 0 ? [[status, count]] : [];
    }),
  );
}

function histogramOf(tally: Tally, name: string, priorities: readonly Priority[]): Histogram {
  const histogram: number[] = [];
  for (const priority of priorities) addHistogram(histogram, tally.get(`${name}:${priority}`) ?? []);
  return histogram;
}

function durationsOf(histogram: Histogram): DurationFigures {
  return {
    tickets: countAll(histogram),
    medianMinutes: percentile(histogram, 0.5),
    p90Minutes: percentile(histogram, 0.9),
  };
}

function satisfactionOf(tally: Tally): Figures['satisfaction'] {
  const scores = [1, 2, 3, 4, 5].map((score) => [score, countOf(tally, `score:${score}`)] as const);
  const answers = scores.reduce((total, [, count]) => total + count, 0);
  const points = scores.reduce((total, [score, count]) => total + score * count, 0);
  return { answers, mean: answers === 0 ? null : points / answers };
}
