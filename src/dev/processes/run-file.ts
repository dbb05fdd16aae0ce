import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../report.js';
import { waitUntil } from '../wait.js';
import { processIdentity } from './identity.js';

/**
 * The running process, stored in `<data directory>/run/<name>.json` so that a later start recognises a leftover.
 */
export interface RunRecord {
  readonly name: string;
  readonly pid: number;
  /**
   * The {@link processIdentity} of the pid, to distinguish our process from a later one with the same pid.
   */
  readonly identity: string;
  readonly command: string;
  readonly startedAt: string;
}

/** Time for a leftover process to end unasked, then after SIGTERM, then after SIGKILL. */
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

/** Also `undefined` for a file that a crash left half-written: it identifies no process reliably. */
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
 * Ends a process that an earlier start left under this name.
 * It waits first, because the death of the parent makes the process exit. Then it sends SIGTERM, then SIGKILL. It
 * never touches a process other than the recorded one. The caller must hold the lock of the data directory.
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
