import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { can } from '../../domain/access/permissions.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

/** A ticket as the request names it. */
export type NamedTicket = Pick<Ticket, 'id' | 'number'>;

/**
 * Returns the tickets in `ticket_ids`, by id or number, each once, in order.
 * @throws DomainError `invalid_input` naming every ticket that does not exist or that the actor may not see.
 */
export async function namedTickets(
  deps: Pick<AppDeps, 'tickets'>,
  actor: Actor,
  references: readonly string[],
): Promise<readonly NamedTicket[]> {
  const found = new Map(
    (await deps.tickets.findMany(references))
      .filter((ticket) => can(actor, 'ticket.read', ticket))
      .flatMap((ticket) => [
        [ticket.id, ticket],
        [ticket.number, ticket],
      ]),
  );
  const faults = references.flatMap((reference, index) =>
    found.has(reference)
      ? []
      : [{ path: `ticket_ids.${index}`, message: `ticket ${reference} does not exist` }],
  );
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'Some of the tickets do not exist.', { faults });
  }
  return [...new Set(references.flatMap((reference) => found.get(reference) ?? []))];
}
