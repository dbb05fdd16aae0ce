import { UNATTACHED_HOURS } from '../../domain/files/stored-file.js';
import { addMinutes } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';

const BATCH = 100;

/** Removes uploads that no ticket or comment has, and contents that a process left behind. */
export async function sweepFiles(
  { files, clock }: Pick<AppDeps, 'files' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const before = addMinutes(clock.now(), -UNATTACHED_HOURS * 60);
  for (const remove of [() => files.removeUnowned(before, BATCH), () => files.removeOrphans(before, BATCH)]) {
    do signal.throwIfAborted();
    while ((await remove()) === BATCH);
  }
}
