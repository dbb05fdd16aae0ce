export type Side = 'ours' | 'other';

/** The result of a run or a turn; a figure is null where the benchmark does not measure it. */
export interface Run {
  readonly perSecond: number;
  /** To the floor of the same run. */
  readonly ratio: number | null;
  /** CPU time per ticket of all processes except the benchmark's own. */
  readonly cpuMs: number | null;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs at the same index are a pair. */
export type Runs = Readonly<Record<Side, readonly Run[]>>;

export const FIGURES = [
  { name: 'per second', of: (run: Run) => run.perSecond },
  { name: 'ratio to the floor', of: (run: Run) => run.ratio },
  { name: 'CPU ms per ticket', of: (run: Run) => run.cpuMs },
  { name: 'p50 ms', of: (run: Run) => run.p50Ms },
  { name: 'p99 ms', of: (run: Run) => run.p99Ms },
] as const;

/** Both sides are second equally often, because the second one finds a warmer machine. */
export function orderOf(pair: number): readonly Side[] {
  return pair % 2 === 0 ? ['ours', 'other'] : ['other', 'ours'];
}
