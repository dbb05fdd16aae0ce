import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../support/desk.js';
import type { Gauge } from '../support/gauge.js';
import { handlesOf, type Handles } from '../support/handles.js';
import { residentOf } from '../support/memory.js';

const MB = 2 ** 20;

/** Of one process at one moment. */
export interface Sample extends Handles {
  readonly minutes: number;
  readonly resident_mb: number;
  /** V8's heap of the main thread, and of all others (the worker's workflows run in one). */
  readonly heap_mb: number;
  readonly other_heaps_mb: number;
  /** By how much the main thread's timers were late in the last two seconds. */
  readonly delay_p50_ms: number;
  readonly delay_p99_ms: number;
}

export const PROCESSES = ['api', 'worker'] as const;
type ProcessName = (typeof PROCESSES)[number];

export type Samples = Readonly<Record<ProcessName, Sample[]>>;

/** Looks at both processes every `everyMs`, until the returned function is called. */
export function startSampling(desk: Desk, gaugesDir: string, everyMs: number): () => Samples {
  const pids: Record<ProcessName, number> = { api: desk.api.server.pid, worker: desk.worker.pid };
  const ports = {
    mongodb: Number(/:(\d+)\//.exec(desk.mongoUri)?.[1]),
    temporal: Number(desk.temporalAddress.split(':')[1]),
  };
  const samples: Samples = { api: [], worker: [] };
  const begunAt = performance.now();
  const timer = setInterval(() => {
    const minutes = (performance.now() - begunAt) / 60_000;
    for (const name of PROCESSES) samples[name].push({ minutes, ...sampleOf(pids[name], gaugesDir, ports) });
  }, everyMs);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

function sampleOf(
  pid: number,
  gaugesDir: string,
  ports: Readonly<Record<string, number>>,
): Omit<Sample, 'minutes'> {
  const gauges = readdirSync(gaugesDir)
    .filter((file) => file.startsWith(`${pid}-`))
    .map((file) => lastLineOf(join(gaugesDir, file)));
  const main = gauges.find(({ isMain }) => isMain);
  const heapMb = (of: readonly Gauge[]) => of.reduce((sum, { heapUsed }) => sum + heapUsed, 0) / MB;
  return {
    resident_mb: residentOf(pid).now_mb,
    heap_mb: heapMb(gauges.filter(({ isMain }) => isMain)),
    other_heaps_mb: heapMb(gauges.filter(({ isMain }) => !isMain)),
    delay_p50_ms: main?.delayP50Ms ?? 0,
    delay_p99_ms: main?.delayP99Ms ?? 0,
    ...handlesOf(pid, ports),
  };
}

function lastLineOf(file: string): Gauge {
  return JSON.parse(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '') as Gauge;
}
