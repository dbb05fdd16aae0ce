import type { AppDeps } from '../deps.js';

const BATCH = 100;

/** Longer than anybody takes from writing a part to telling the job of it: by then whoever began has died. */
const ORPHAN_MS = 60 * 60 * 1000;

/** Removes exports whose time is over, with their files, and parts that no job belongs to any more. */
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
