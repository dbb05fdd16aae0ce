import type { SweepReport } from '../../../domain/sweep-report.js';
import { sweepDeliveries } from '../../../domain/mail/delivery.js';
import { managers } from '../../tickets/assignment/auto-assign-ticket.js';
import type { AppDeps } from '../../deps.js';

/**
 * Stores and logs the report, and mails the managers if something was repaired.
 * A repeat writes the same mails. Returns the ids of the mails to send.
 */
export async function reportSweep(
  deps: Pick<AppDeps, 'sweeps' | 'deliveries' | 'users' | 'clock' | 'logger'>,
  sweepId: string,
  report: SweepReport,
): Promise<readonly string[]> {
  const now = deps.clock.now();
  await deps.sweeps.finish(sweepId, report, now);
  const { repaired, lingering, stuck, failed, ...counts } = report;
  deps.logger.info(
    {
      sweep: sweepId,
      ...counts,
      repaired: repaired.count,
      lingering: lingering.count,
      stuck: stuck.count,
      failed: failed.count,
    },
    'repair sweep done',
  );
  if (repaired.count === 0) return [];
  const deliveries = sweepDeliveries({ id: sweepId, at: now, details: report }, await managers(deps));
  await deps.deliveries.addMissing(deliveries);
  return deliveries.map(({ id }) => id);
}
