import type { TicketFilter } from '../../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../../domain/access/actor.js';
import { MAX_BULK_TICKETS } from '../../../domain/tickets/bulk-change.js';
import { DomainError } from '../../../domain/errors.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { asReadBy } from '../list-tickets.js';
import type { NamedTicket } from '../named-tickets.js';
import { oldestTickets } from '../oldest-tickets.js';

/**
 * Returns the visible tickets that match the filter now, oldest first.
 * @throws DomainError `forbidden`; `invalid_input` for more than a job takes, and for unknown custom fields.
 */
export async function matchingTickets(
  deps: Pick<AppDeps, 'tickets' | 'customFields'>,
  actor: Actor,
  filter: TicketFilter,
): Promise<readonly NamedTicket[]> {
  authorize(actor, 'ticket.list');
  const theirs = await asReadBy(deps, actor, filter);
  const found: NamedTicket[] = [];
  for await (const page of oldestTickets(deps, theirs, MAX_BULK_TICKETS + 1)) found.push(...page);
  if (found.length <= MAX_BULK_TICKETS) return found;
  const count = await deps.tickets.count(theirs);
  throw new DomainError(
    'invalid_input',
    `The filter matches ${count} tickets; one job changes at most ${MAX_BULK_TICKETS}. Narrow the filter, for example with created_from and created_to, and start one job for each part.`,
    {
      faults: [{ path: 'filter', message: `matches ${count} tickets; the maximum is ${MAX_BULK_TICKETS}` }],
    },
  );
}
