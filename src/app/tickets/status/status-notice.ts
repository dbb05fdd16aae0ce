import type { Actor } from '../../../domain/access/actor.js';
import type { EventDetails } from '../../../domain/event-details.js';
import type { Notice } from '../../../domain/mail/delivery.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Step } from '../ticket-change.js';

/** Tells the requester that somebody else has resolved their ticket, and asks how satisfied they are, or has cancelled it. */
export function statusNotice(
  { status, requester }: Ticket,
  actor: Actor,
  details?: EventDetails,
): Pick<Step, 'notify'> {
  if (actor.id === requester.id || (status !== 'resolved' && status !== 'cancelled')) return {};
  const notice: Notice = { kind: status, recipients: [requester], ...(details && { details }) };
  return { notify: [notice] };
}
