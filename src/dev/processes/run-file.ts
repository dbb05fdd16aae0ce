import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../report.js';
import { waitUntil } from '../wait.js';
import { processIdentity } from './identity.js';

/** Who runs: written to `<data directory>/run/<name>.json` so that a later start can recognise a left-over. */
export interface RunRecord {
  readonly name: string;
  readonly pid: number;
  /** {@link processIdentity} of the pid; tells our process from a stranger that got its pid later. */
  readonly identity: string;
  readonly command: string;
  readonly startedAt: string;
}

/** How long a left-over may take to end by itself, then after SIGTERM, then after SIGKILL. */
const PATIENCE_MS = [3_000, 5_000, 3_000] as const;

export function runFile(dataDir: string, name: string): string {
  return join(dataDir, 'run', `${name}.json`);
}

export function describeProcess(name: string, pid: number, command: string): RunRecord {
  return {
    name,
    pid,
    identity: processIdentity(pid) ?? 'gone',
    command,
    startedAt: new Date().toISOString(),
  };
}

export function writeRunFile(dataDir: string, record: RunRecord): void {
  const file = runFile(dataDir, record.name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
}

export function removeRunFile(dataDir: string, name: string): void {
  rmSync(runFile(dataDir, name), { force: true });
}

/** `undefined` also for a file that a crash left half-written: it names no process that we could be sure of. */
export function readRunRecord(file: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunRecord>;
    const { name, pid, identity, command, startedAt } = record;
    if (typeof pid !== 'number' || typeof identity !== 'string') return undefined;
    return { name: name ?? 'process', pid, identity, command: command ?? '', startedAt: startedAt ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether the very process that was recorded still runs. */
export function stillRuns(record: RunRecord): boolean {
  return processIdentity(record.pid) === record.identity;
}

/**
 * Makes sure that nothing of an earlier start is left under this name: gives it time to end (its parent's death has told
 * it to), then asks, then kills. Call it only while holding the lock of the data directory. Never touches a process that
 * is not the recorded one.
 */
export async function endLeftOver(dataDir: string, name: string, report: Report): Promise<void> {
  const record = readRunRecord(runFile(dataDir, name));
  if (record !== undefined && stillRuns(record)) {
    report(`${name}: process ${record.pid} of an earlier run is still running; waiting for it to end`);
    if (!(await ends(record, PATIENCE_MS[0]))) process.kill(record.pid, 'SIGTERM');
    if (!(await ends(record, PATIENCE_MS[1]))) process.kill(record.pid, 'SIGKILL');
    if (!(await ends(record, PATIENCE_MS[2])))
      throw new Error(`${name}: process ${record.pid} cannot be ended`);
  }
  removeRunFile(dataDir, name);
}

async function ends(record: RunRecord, timeoutMs: number): Promise<boolean> {
  try {
    await waitUntil(() => !stillRuns(record), { what: `${record.name} to end`, timeoutMs, everyMs: 50 });
    return true;
  } catch {
    return false;
  }
}
