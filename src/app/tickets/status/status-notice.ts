import type { Actor } from '../../../domain/access/actor.js';
import type { EventDetails } from '../../../domain/event-details.js';
import type { Notice } from '../../../domain/mail/delivery.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Step } from '../ticket-change.js';

/**
 * Returns the mail to the requester about a resolution by another person, with the survey, or about a cancellation.
 */
export function statusNotice(
  { status, requester }: Ticket,
  actor: Actor,
  details?: EventDetails,
): Pick<Step, 'notify'> {
  if (actor.id === requester.id || (status !== 'resolved' && status !== 'cancelled')) return {};
  const notice: Notice = { kind: status, recipients: [requester], ...(details && { details }) };
  return { notify: [notice] };
}
