/**
 * Imported into a process before its own code, and by that into each of its threads: writes every few seconds, as a line of
 * JSON, what only the process itself can tell. `HOLDFAST_BENCH_GAUGES` is the directory.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, threadId } from 'node:worker_threads';

const EVERY_MS = 2_000;
/** Also what an idle loop shows: timers are that late by themselves. */
const RESOLUTION_MS = 10;

export interface Gauge {
  readonly isMain: boolean;
  /** In bytes, of this thread. */
  readonly heapUsed: number;
  /** By how much timers were late since the line before. */
  readonly delayP50Ms: number;
  readonly delayP99Ms: number;
}

const dir = process.env['HOLDFAST_BENCH_GAUGES'];
if (dir !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const ms = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e4) / 100 - RESOLUTION_MS);
  const file = join(dir, `${process.pid}-${threadId}.jsonl`);
  setInterval(() => {
    const gauge: Gauge = {
      isMain: isMainThread,
      heapUsed: process.memoryUsage().heapUsed,
      delayP50Ms: ms(delay.percentile(50)),
      delayP99Ms: ms(delay.percentile(99)),
    };
    delay.reset();
    appendFileSync(file, `${JSON.stringify(gauge)}\n`);
  }, EVERY_MS).unref();
}
