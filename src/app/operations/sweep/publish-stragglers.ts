import type { SweepReport } from '../../../domain/sweep-report.js';
import { DomainError } from '../../../domain/errors.js';
import { stragglersBefore } from '../../../domain/operations/sweep.js';
import type { AppDeps } from '../../deps.js';
import { noteTold } from '../event-log/note-told.js';
import { tellLifecycle, type LifecycleDeps } from '../event-log/lifecycle-consumer.js';

/** What is beyond is for the relay, or the next sweep. */
const LIMIT = 1_000;

/**
 * Tells of the events that have lain in the outbox for longer than a relay that works leaves them there. One that cannot
 * be told does not stand in the way of the others.
 * @throws DomainError `unavailable`
 */
export async function publishStragglers(
  deps: LifecycleDeps & Pick<AppDeps, 'outbox' | 'metrics' | 'logger'>,
): Promise<Pick<SweepReport, 'published' | 'unpublished'>> {
  const stragglers = await deps.outbox.pending(stragglersBefore(deps.clock.now()), LIMIT);
  let published = 0;
  for (const event of stragglers) {
    try {
      await tellLifecycle(deps, event);
      await noteTold(deps, [event]);
      published += 1;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') throw error;
      deps.logger.error({ err: error, event: event.id, type: event.type }, 'event not published');
    }
  }
  return { published, unpublished: stragglers.length - published };
}
