import { mayAddPlaces } from '../../../domain/accounts/account-events.js';
import { mayFreePlace, movesLife, redactionStartedBy } from '../../../domain/tickets/events.js';
import type { HoldfastEvent } from '../../../ports/operations/event-log.js';
import type { AppDeps } from '../../deps.js';
import { offerPlaces } from '../../tickets/assignment/queue.js';

/** The dependencies of publishing an event. */
export type LifecycleDeps = Parameters<typeof offerPlaces>[0] & Pick<AppDeps, 'tracer'>;

/**
 * Publishes an event to all workflows that need it.
 * Every step is idempotent, because a relay that dies before its record is followed by one that repeats it.
 * @returns false if no workflow needs it.
 * @throws DomainError `unavailable`: the event stays in the outbox.
 */
export async function notifyLifecycle(deps: LifecycleDeps, event: HoldfastEvent): Promise<boolean> {
  const facts = {
    'holdfast.event.id': event.id,
    'holdfast.ticket.number': 'ticketNumber' in event ? event.ticketNumber : undefined,
  };
  const about = { name: `relay ${event.type}`, kind: 'consumer', facts, parent: event.traceparent } as const;
  return deps.tracer.span(about, () => tell(deps, event));
}

async function tell(deps: LifecycleDeps, event: HoldfastEvent): Promise<boolean> {
  const { gateway } = deps;
  if ('kind' in event) {
    if (event.kind === 'mail') await gateway.receiveMail(event);
    else if (event.kind === 'file') await gateway.startFile(event.fileId);
    else {
      if (event.followUps.length > 0) await gateway.followUpAccount(event);
      if (mayAddPlaces(event)) await offerPlaces(deps, event);
    }
    return true;
  }
  // A final workflow ignores links to its ticket, and a workflow ignores its own events.
  const movesItsOwn = event.origin !== 'workflow' && movesLife(event.type);
  if (event.type === 'ticket.created') await gateway.startLifecycle(event);
  else if (movesItsOwn) await gateway.wake(event);
  const redactionId = event.origin === 'workflow' ? null : redactionStartedBy(event);
  if (redactionId !== null) await gateway.startRedaction(redactionId);
  if (mayFreePlace(event)) await offerPlaces(deps, event);
  return event.type === 'ticket.created' || movesItsOwn || redactionId !== null;
}
