import { PRIORITIES, type Priority } from '../ticket-fields.js';
import type { SlaTarget } from '../sla/sla.js';
import { percentile, type Histogram } from './histogram.js';

/** Measure → count, summed over slots. */
export type Tally = ReadonlyMap<string, number>;

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
    priorities.reduce((total, priority) => total + (tally.get(`${name}:${priority}`) ?? 0), 0);
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
    [...tally].flatMap(([measure, count]) => {
      const [name, status] = measure.split(':');
      return name === 'status' && status !== undefined && count > 0 ? [[status, count]] : [];
    }),
  );
}

function histogramOf(tally: Tally, name: string, priorities: readonly Priority[]): Histogram {
  const histogram = new Map<number, number>();
  for (const [measure, count] of tally) {
    const [kind, priority, bucket] = measure.split(':');
    if (kind !== name || !priorities.some((each) => each === priority)) continue;
    histogram.set(Number(bucket), (histogram.get(Number(bucket)) ?? 0) + count);
  }
  return histogram;
}

function durationsOf(histogram: Histogram): DurationFigures {
  return {
    tickets: [...histogram.values()].reduce((total, count) => total + count, 0),
    medianMinutes: percentile(histogram, 0.5),
    p90Minutes: percentile(histogram, 0.9),
  };
}

function satisfactionOf(tally: Tally): Figures['satisfaction'] {
  const scores = [1, 2, 3, 4, 5].map((score) => [score, tally.get(`score:${score}`) ?? 0] as const);
  const answers = scores.reduce((total, [, count]) => total + count, 0);
  const points = scores.reduce((total, [score, count]) => total + score * count, 0);
  return { answers, mean: answers === 0 ? null : points / answers };
}
