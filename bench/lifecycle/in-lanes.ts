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
  const queue = [...items];
  const latenciesMs: number[] = [];
  const begunAt = performance.now();
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const from = performance.now();
      const reached = runner.reached(item);
      await runner.begin(item);
      await within(LIMIT_MS, item, reached);
      latenciesMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - begunAt) / 1000;
  return { per_second: items.length / seconds, seconds, latenciesMs };
}

async function within(ms: number, item: string, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${item} did not get there in ${ms / 1000} s`)), ms);
  });
  try {
    await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
