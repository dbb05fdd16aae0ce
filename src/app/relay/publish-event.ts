import { movesLife } from '../../domain/events.js';
import type { HoldfastEvent } from '../../ports/repositories.js';
import type { WorkflowGateway } from '../../ports/workflow-gateway.js';
import type { AppDeps } from '../deps.js';

/**
 * Tells everybody who must know of an event. Every step may be repeated without harm, since a relay that dies before
 * its note is followed by one that does it again.
 * @returns false when nobody has to be told of it.
 * @throws DomainError `unavailable`: the event stays in the outbox.
 */
export async function publishEvent(
  { gateway, tracer }: Pick<AppDeps, 'gateway' | 'tracer'>,
  event: HoldfastEvent,
): Promise<boolean> {
  const facts = {
    'holdfast.event.id': event.id,
    'holdfast.ticket.number': 'ticketNumber' in event ? event.ticketNumber : undefined,
  };
  const about = { name: `relay ${event.type}`, kind: 'consumer', facts, parent: event.traceparent } as const;
  return tracer.span(about, () => tell(gateway, event));
}

async function tell(gateway: WorkflowGateway, event: HoldfastEvent): Promise<boolean> {
  if ('kind' in event) {
    await (event.kind === 'mail' ? gateway.receiveMail(event) : gateway.followUpAccount(event));
  } else if (event.type === 'ticket.created') await gateway.startLifecycle(event);
  else if (movesLife(event.type)) await gateway.poke(event);
  // A workflow that is long over need not be disturbed because somebody refers to its ticket.
  else return false;
  return true;
}
