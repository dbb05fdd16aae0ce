import type { Actor } from '../../domain/access/actor.js';
import { canReadInternal } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { ticketAt } from '../../domain/live/ticket-at.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from '../tickets/read-ticket.js';

/** Events that are taken back at most. */
const MAX_LATER = 5_000;

/** A ticket, and who looks at it. */
interface SeenTicket {
  readonly ticket: Ticket;
  readonly reader: Actor;
}

/**
 * Returns the ticket as it was right after an event, for the actor or for the eyes of its requester.
 * @throws DomainError `not_found` also for an event that the reader may not see; `forbidden` for the eyes of another;
 *   `invalid_input` if too much has happened since
 */
export async function readTicketAt(
  deps: Pick<AppDeps, 'tickets' | 'liveHistory'>,
  actor: Actor,
  reference: string,
  { at, as }: { readonly at?: string | undefined; readonly as?: 'requester' | undefined },
): Promise<SeenTicket> {
  const ticket = await readTicket(deps, actor, reference);
  const reader = as === undefined ? actor : requesterOf(actor, ticket);
  if (at === undefined) return { ticket, reader };
  const event = await deps.liveHistory.find(at);
  const isThere = event !== null && !('kind' in event) && event.ticketId === ticket.id;
  if (!isThere || (event.isInternal && !canReadInternal(reader, ticket))) {
    throw new DomainError('not_found', `${ticket.number} has no event ${at}.`);
  }
  const later = await deps.liveHistory.eventsAfter(ticket.id, event.ticketVersion, MAX_LATER + 1);
  if (later.length <= MAX_LATER) return { ticket: ticketAt(ticket, event, later), reader };
  throw new DomainError('invalid_input', 'Too much has happened since this event.', {
    faults: [{ path: 'at', message: `has more than ${MAX_LATER} events after it` }],
  });
}

function requesterOf(actor: Actor, ticket: Ticket): Actor {
  const { id, name } = ticket.requester;
  if (actor.id === id) return actor;
  if (!canReadInternal(actor, ticket)) {
    throw new DomainError('forbidden', 'Only staff can see a ticket as its requester does.');
  }
  return { type: 'user', id, name, role: 'user' };
}
