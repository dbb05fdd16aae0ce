import { movesLife } from '../../domain/events.js';
import type { HoldfastEvent } from '../../ports/repositories.js';
import type { AppDeps } from '../deps.js';

/**
 * Tells everybody who must know of an event. Every step may be repeated without harm, since a relay that dies before
 * its note is followed by one that does it again.
 * @throws DomainError `unavailable`: the event stays in the outbox.
 */
export async function publishEvent(deps: Pick<AppDeps, 'gateway'>, event: HoldfastEvent): Promise<void> {
  if ('kind' in event) {
    return event.kind === 'mail' ? deps.gateway.receiveMail(event) : deps.gateway.followUpAccount(event);
  }
  if (event.type === 'ticket.created') return deps.gateway.startLifecycle(event);
  // A workflow that is long over need not be disturbed because somebody refers to its ticket.
  return movesLife(event.type) ? deps.gateway.poke(event) : undefined;
}
