import type { AppDeps } from '../../deps.js';

const BATCH = 100;

/** Longer than storing a mail takes: its process has died by then. */
const ORPHAN_MS = 60 * 60 * 1000;

/** Removes expired mails, and raw messages without a record. Returns the number of each. */
export async function removeOldMails(
  deps: Pick<AppDeps, 'receivedMails' | 'clock'>,
  signal: AbortSignal,
): Promise<{ readonly expired: number; readonly orphans: number }> {
  const now = deps.clock.now();
  const begun = new Date(now.getTime() - ORPHAN_MS);
  const { receivedMails } = deps;
  return {
    expired: await untilNoneIsLeft(signal, () => receivedMails.removeExpired(now, BATCH)),
    orphans: await untilNoneIsLeft(signal, () => receivedMails.removeOrphans(begun, BATCH)),
  };
}

async function untilNoneIsLeft(signal: AbortSignal, remove: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    signal.throwIfAborted();
    const removed = await remove();
    total += removed;
    if (removed < BATCH) return total;
  }
}
