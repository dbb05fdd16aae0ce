import type { HoldfastEvent } from '../../../ports/operations/event-log.js';
import type { AppDeps } from '../../deps.js';

/** Records that the events were published, and which workflows started by that. */
export async function recordPublished(
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
