import { lookOf, type TicketLook } from '../domain/look.js';
import type { Ticket } from '../domain/ticket.js';
import type { AppDeps } from './deps.js';
import { termsOf } from './sla/terms.js';

/** What the workflow is told of a ticket after each step: where it stands, what to send, when to look again. */
export async function lookAtTicket(
  deps: Pick<AppDeps, 'policies' | 'calendars' | 'deliveries' | 'clock'>,
  ticket: Ticket,
): Promise<TicketLook> {
  const [terms, unsent] = await Promise.all([
    termsOf(deps, ticket.sla.policy),
    deps.deliveries.unsent(ticket.id),
  ]);
  return lookOf(ticket, terms, unsent, deps.clock.now());
}
