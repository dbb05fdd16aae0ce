import { spreadOf, type Spread } from '../support/statistics.js';
import type { Reading } from './readings.js';

const WARM_UP = 10;

/** No kind may take longer than this altogether; what is slow is measured less often. */
const MOST_MS = 60_000;

/** Reads one after the other, the kinds taking turns, so that whatever else the machine does hits all of them. */
export async function timesOf(
  readings: readonly Reading[],
  requests: number,
): Promise<Record<string, Spread>> {
  const samples = new Map<string, number[]>(readings.map(({ name }) => [name, []]));
  for (let turn = -WARM_UP; turn < requests; turn += 1) {
    for (const reading of readings) {
      const known = samples.get(reading.name) ?? [];
      if (known.reduce((sum, ms) => sum + ms, 0) > MOST_MS) continue;
      const ms = await timeOf(reading);
      if (turn >= 0) known.push(ms);
    }
  }
  return Object.fromEntries([...samples].map(([name, ms]) => [name, spreadOf(ms)]));
}

async function timeOf({ name, read }: Reading): Promise<number> {
  const startedAt = performance.now();
  const { response } = await read();
  if (!response.ok) throw new Error(`${name}: ${response.url} answered ${response.status}`);
  return performance.now() - startedAt;
}
