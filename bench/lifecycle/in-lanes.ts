import { inLanes, within } from '../support/lanes.js';

/** One life: what begins it, and what waits until the measured point of it is reached. */
export interface Runner {
  readonly begin: (item: string) => Promise<void>;
  readonly reached: (item: string) => Promise<void>;
}

export interface Stretch {
  readonly per_second: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

/** A life that takes longer is lost, and the benchmark with it. */
const LIMIT_MS = 120_000;

/** Runs lives in so many lanes: each lane begins the next one when the one before has reached its point. */
export async function runInLanes(
  runner: Runner,
  items: readonly string[],
  concurrency: number,
): Promise<Stretch> {
  const latenciesMs: number[] = [];
  const begunAt = performance.now();
  await inLanes(items, concurrency, async (item) => {
    const from = performance.now();
    const reached = runner.reached(item);
    await runner.begin(item);
    await within(LIMIT_MS, item, reached);
    latenciesMs.push(performance.now() - from);
  });
  const seconds = (performance.now() - begunAt) / 1000;
  return { per_second: items.length / seconds, seconds, latenciesMs };
}
