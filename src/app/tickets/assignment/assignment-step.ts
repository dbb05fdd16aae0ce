import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { advanceTicket } from '../advance-ticket.js';
import { autoAssignTicket } from './auto-assign-ticket.js';

/**
 * Assignment as a step of the ticket's life. One that is over by then gets no other step, so what had fallen due before it
 * was over is still written down.
 */
export async function assignmentStep(
  deps: Parameters<typeof advanceTicket>[0],
  reference: string,
  options: Parameters<typeof autoAssignTicket>[2],
): Promise<Ticket> {
  const ticket = await autoAssignTicket(deps, reference, options);
  return isFinal(ticket.status) ? advanceTicket(deps, reference) : ticket;
}
