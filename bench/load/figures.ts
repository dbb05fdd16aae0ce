import { rounded, spreadOf, type Spread } from '../support/statistics.js';
import type { StageReport } from './generator.js';

export interface StageFigures {
  /** Answered with success. */
  readonly good_per_second: number;
  readonly requests: number;
  readonly refused: number;
  /** Other than success and 503, by status; 0 where no answer came. */
  readonly wrong: Readonly<Record<string, number>>;
  /** From the instant at which each was meant to be sent. */
  readonly good: Spread;
  readonly refusals: Spread;
}

const isGood = (status: number): boolean => status >= 200 && status < 300;

const REFUSED = 503;

export function figuresOf({ seconds, latenciesMs, statuses }: StageReport): StageFigures {
  const latenciesOf = (isMeant: (status: number) => boolean) =>
    latenciesMs.filter((_, index) => isMeant(statuses[index] ?? 0));
  const good = latenciesOf(isGood);
  const refusals = latenciesOf((status) => status === REFUSED);
  const wrong: Record<string, number> = {};
  for (const status of statuses) {
    if (!isGood(status) && status !== REFUSED) wrong[status] = (wrong[status] ?? 0) + 1;
  }
  return {
    good_per_second: rounded(good.length / seconds, 1),
    requests: statuses.length,
    refused: refusals.length,
    wrong,
    good: spreadOf(good),
    refusals: spreadOf(refusals),
  };
}

const WINDOW_MS = 250;

/** So many windows in a row have to be as before. */
const IN_A_ROW = 4;

/**
 * How many milliseconds after its start a stage is as before: no refusal and no error, and half of the answers within what
 * nearly all (p95) took before, for a second. Null where it never is.
 */
export function recoveredAfterMs(
  { atMs, latenciesMs, statuses }: StageReport,
  before: Spread,
): number | null {
  const windows = new Map<number, number[]>();
  const spoilt = new Set<number>();
  atMs.forEach((at, index) => {
    const window = Math.floor(at / WINDOW_MS);
    windows.set(window, [...(windows.get(window) ?? []), latenciesMs[index] ?? 0]);
    if (!isGood(statuses[index] ?? 0)) spoilt.add(window);
  });
  const isAsBefore = (window: number) =>
    windows.has(window) && !spoilt.has(window) && spreadOf(windows.get(window) ?? []).p50_ms <= before.p95_ms;
  const end = Math.max(...windows.keys()) + 1;
  for (let first = 0; first + IN_A_ROW <= end; first += 1) {
    const next = Array.from({ length: IN_A_ROW }, (_, index) => first + index);
    if (next.every(isAsBefore)) return first * WINDOW_MS;
  }
  return null;
}
