import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** As many as wait for a processor in a run of the whole suite: two for each. */
const SPINNING = 2 * availableParallelism();

/** Does something while others want the processors as well: what is starved in a whole run is starved here too. */
export async function underLoad<T>(work: () => Promise<T>): Promise<T> {
  const spinning = Array.from({ length: SPINNING }, () => new Worker('for (;;);', { eval: true }));
  try {
    return await work();
  } finally {
    await Promise.all(spinning.map((worker) => worker.terminate()));
  }
}
