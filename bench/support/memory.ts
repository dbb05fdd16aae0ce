import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../../src/dev/wait.js';
import type { Workbench } from './workbench.js';

/** What a process holds of the machine's memory, in MB of 2^20 bytes. */
export interface Resident {
  readonly now_mb: number;
  /** The most that it ever held: the kernel's own record, not a sample. */
  readonly peak_mb: number;
}

/** V8's heaps of a process: those of the main thread, and of the thread in which workflows run. */
export interface Heaps {
  readonly main_mb: number;
  readonly workflows_mb: number;
}

const MB = 2 ** 20;

/** @throws Error where there is no `/proc`. */
export function residentOf(pid: number): Resident {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (field: string) =>
    Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
  return { now_mb: mb('VmRSS'), peak_mb: mb('VmHWM') };
}

/** Arguments that make node answer SIGUSR2 with a report of itself in `dir`. */
export const REPORTING = (dir: string): readonly string[] => [
  '--report-on-signal',
  '--report-signal=SIGUSR2',
  `--report-directory=${dir}`,
  '--report-exclude-network',
];

/** Heaps of a process that was started with {@link REPORTING}. */
export async function heapsOf(bench: Workbench, pid: number): Promise<Heaps> {
  const dir = bench.subdirectory('reports');
  for (const file of readdirSync(dir)) rmSync(join(dir, file));
  process.kill(pid, 'SIGUSR2');
  let report: any;
  const isWritten = (): boolean => {
    const [file] = existsSync(dir) ? readdirSync(dir) : [];
    if (file === undefined) return false;
    try {
      report = JSON.parse(readFileSync(join(dir, file), 'utf8'));
      return true;
    } catch {
      return false;
    }
  };
  await waitUntil(isWritten, { what: `the report of process ${pid}`, timeoutMs: 30_000, everyMs: 100 });
  const usedMb = (part: any): number => Math.round(Number(part.javascriptHeap.usedMemory) / MB);
  return {
    main_mb: usedMb(report),
    workflows_mb: report.workers.reduce((sum: number, part: any) => sum + usedMb(part), 0),
  };
}
