import type { AppDeps } from '../deps.js';

const BATCH = 100;

/** Longer than the time between writing a part and recording it: its process has died by then. */
const ORPHAN_MS = 60 * 60 * 1000;

/** Deletes expired exports with their files, and parts without a job. */
export async function removeOldExports(
  { personExports, clock }: Pick<AppDeps, 'personExports' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const now = clock.now();
  const begun = new Date(now.getTime() - ORPHAN_MS);
  for (const remove of [
    () => personExports.removeExpired(now, BATCH),
    () => personExports.removeOrphans(begun, BATCH),
  ]) {
    do signal.throwIfAborted();
    while ((await remove()) === BATCH);
  }
}
