import { lookOf, type TicketLook } from '../domain/look.js';
import type { Ticket } from '../domain/ticket.js';
import type { AppDeps } from './deps.js';

/** What the workflow is told of a ticket after each step: where it stands, what to send, when to look again. */
export async function lookAtTicket(
  deps: Pick<AppDeps, 'policies' | 'deliveries' | 'clock'>,
  ticket: Ticket,
): Promise<TicketLook> {
  const [policy, unsent] = await Promise.all([
    deps.policies.byRef(ticket.sla.policy),
    deps.deliveries.unsent(ticket.id),
  ]);
  return lookOf(ticket, policy, unsent, deps.clock.now());
}
