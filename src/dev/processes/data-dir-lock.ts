import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, DevError } from '../dev-error.js';
import { describeProcess, readRunRecord, runFile, stillRuns } from './run-file.js';

/** Each round removes one stale lock. More than a few mean that another process competes for it. */
const ROUNDS = 5;

/**
 * Locks the data directory for this process until it exits or calls the returned function.
 * The lock of a dead process is ignored.
 * @throws DevError when another process holds it.
 */
export function lockDataDir(dataDir: string, pid = process.pid): () => void {
  const lock = runFile(dataDir, 'dev');
  const mine = `${lock}.${pid}`;
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(mine, JSON.stringify(describeProcess('dev', pid, process.argv.join(' '))));
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      if (linked(mine, lock)) return () => rmSync(lock, { force: true });
      const holder = readRunRecord(lock);
      if (holder !== undefined && stillRuns(holder)) {
        throw new DevError(
          `Holdfast already runs on ${dataDir} (process ${holder.pid}). Stop it, or set HOLDFAST_DATA_DIR to run another.`,
        );
      }
      putAside(lock, `${lock}.stale.${pid}`);
    }
    throw new DevError(`The lock ${lock} is taken: another start is running. Try again.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears with its whole content or not at all, unlike a file that is created and then written. */
function linked(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Between the check and the rename, another start may have created its own lock there.
 * Then it gets the lock back.
 */
function putAside(lock: string, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch {
    return; // another process was faster
  }
  const moved = readRunRecord(aside);
  if (moved !== undefined && stillRuns(moved)) linked(aside, lock);
  rmSync(aside, { force: true });
}
