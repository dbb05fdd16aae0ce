import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, DevError } from '../dev-error.js';
import { describeProcess, readRunRecord, runFile, stillRuns } from './run-file.js';

/** Each round clears away one stale file; more than a few means that somebody fights us for it. */
const ROUNDS = 5;

/**
 * Makes this process the only one that runs servers on a data directory, until it ends or calls the returned function. The
 * lock of a process that is no more does not count.
 * @throws DevError when another one holds it.
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

/** Between our look and the renaming another start may have put its own lock there; then it gets it back. */
function putAside(lock: string, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch {
    return; // somebody else was quicker
  }
  const moved = readRunRecord(aside);
  if (moved !== undefined && stillRuns(moved)) linked(aside, lock);
  rmSync(aside, { force: true });
}
