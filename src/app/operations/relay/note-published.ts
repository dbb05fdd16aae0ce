import type { HoldfastEvent } from '../../../ports/repositories.js';
import type { AppDeps } from '../../deps.js';

/** Notes that everybody has been told of the events, and which workflows have begun by that. */
export async function notePublished(
  deps: Pick<AppDeps, 'outbox' | 'tickets' | 'metrics' | 'clock'>,
  events: readonly HoldfastEvent[],
): Promise<void> {
  const at = deps.clock.now();
  const created = events
    .filter((event) => 'ticketId' in event)
    .filter((event) => event.type === 'ticket.created')
    .map((event) => event.ticketId);
  if (created.length > 0) await deps.tickets.recordWorkflowStarted(created, at);
  await deps.outbox.markPublished(
    events.map((event) => event.id),
    at,
  );
  deps.metrics.eventsPublished(events, at);
}
