import { addMinutes } from '../../../domain/time.js';
import type { AppDeps } from '../../deps.js';

/** Most are done in seconds. */
const LATE_MINUTES = 60;
const LIMIT = 1_000;

/**
 * Starts redactions that were asked for long ago and still run: a Temporal that was restored from a backup may have forgotten
 * their workflow. A running workflow is left alone.
 * @throws DomainError `unavailable`
 */
export async function restartRedactions({
  redactions,
  gateway,
  clock,
}: Pick<AppDeps, 'redactions' | 'gateway' | 'clock'>): Promise<void> {
  const late = await redactions.running(addMinutes(clock.now(), -LATE_MINUTES), LIMIT);
  for (const id of late) await gateway.startRedaction(id);
}
