import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { createTicket } from './create-ticket.js';

type Deps = Parameters<typeof createTicket>[0] & Pick<AppDeps, 'users'>;
type Opening = Omit<Parameters<typeof createTicket>[2], 'onBehalf'>;

/**
 * Creates a ticket for another person, who has called or is at the counter.
 * @throws DomainError `forbidden`; `invalid_input` for a person who does not exist or has left; as {@link createTicket}.
 */
export async function createTicketFor(
  deps: Deps,
  actor: Actor,
  requesterId: string,
  opening: Opening,
): Promise<Ticket> {
  if (requesterId === actor.id) return createTicket(deps, actor, opening);
  authorize(actor, 'ticket.create_for');
  const requester = await deps.users.find(requesterId);
  if (requester?.isActive !== true) {
    throw new DomainError('invalid_input', 'The ticket was not created.', {
      faults: [{ path: 'requester_id', message: 'is not the id of an active person' }],
    });
  }
  const onBehalf = { requester, details: { opened_from: 'on_behalf' } };
  return createTicket(deps, actor, { ...opening, onBehalf });
}
