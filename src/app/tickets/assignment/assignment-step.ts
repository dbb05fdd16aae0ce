import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { advanceTicket } from '../advance-ticket.js';
import { autoAssignTicket } from './auto-assign-ticket.js';

/**
 * Assigns as a step of the ticket's life.
 * A ticket that has ended gets no other step, so actions that were due before its end are still recorded.
 */
export async function assignmentStep(
  deps: Parameters<typeof advanceTicket>[0],
  reference: string,
  options: Parameters<typeof autoAssignTicket>[2],
): Promise<Ticket> {
  const ticket = await autoAssignTicket(deps, reference, options);
  return isFinal(ticket.status) ? advanceTicket(deps, reference) : ticket;
}
