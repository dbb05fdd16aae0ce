import { addMinutes, MS_PER_MINUTE } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';

/** Most merges take seconds. */
const LATE_MINUTES = 60;
const LIMIT = 100;

/**
 * Starts the work of merges again that began long ago and still move: a worker of an earlier version ignores them, and a
 * Temporal that was restored from a backup may have forgotten their workflow. Moving twice is harmless.
 * @throws DomainError `unavailable`
 */
export async function resumeMerges({
  mergedTraces,
  gateway,
  clock,
  logger,
}: Pick<AppDeps, 'mergedTraces' | 'gateway' | 'clock' | 'logger'>): Promise<void> {
  const now = clock.now();
  // One workflow for each merge within this time.
  const turn = Math.floor(now.getTime() / (LATE_MINUTES * MS_PER_MINUTE));
  for (const { mergeId, accountId: id } of await mergedTraces.unfinished(
    addMinutes(now, -LATE_MINUTES),
    LIMIT,
  )) {
    logger.warn({ account: id, merge: mergeId }, 'merge of people resumed');
    await gateway.followUpAccount({
      id: `${mergeId}-resumed-${turn}`,
      // The workflow needs the id alone.
      account: { id, name: '' },
      followUps: ['move_traces'],
    });
  }
}
