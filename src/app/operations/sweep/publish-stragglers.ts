import type { SweepReport } from '../../../domain/sweep-report.js';
import { DomainError } from '../../../domain/errors.js';
import { stragglersBefore } from '../../../domain/operations/sweep.js';
import type { AppDeps } from '../../deps.js';
import { recordPublished } from '../event-log/record-published.js';
import { notifyLifecycle, type LifecycleDeps } from '../event-log/lifecycle-consumer.js';

/** The relay, or the next sweep, publishes the rest. */
const LIMIT = 1_000;

/**
 * Publishes events that have been in the outbox for too long.
 * One that fails does not block the others.
 * @throws DomainError `unavailable`
 */
export async function publishStragglers(
  deps: LifecycleDeps & Pick<AppDeps, 'outbox' | 'metrics' | 'logger'>,
): Promise<Pick<SweepReport, 'published' | 'unpublished'>> {
  const stragglers = await deps.outbox.pending(stragglersBefore(deps.clock.now()), LIMIT);
  let published = 0;
  for (const event of stragglers) {
    try {
      await notifyLifecycle(deps, event);
      await recordPublished(deps, [event]);
      published += 1;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') throw error;
      deps.logger.error({ err: error, event: event.id, type: event.type }, 'event not published');
    }
  }
  return { published, unpublished: stragglers.length - published };
}
