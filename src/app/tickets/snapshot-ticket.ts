import { DomainError } from '../../domain/errors.js';
import { snapshotOf, snapshotOfDeleted, type TicketSnapshot } from '../../domain/tickets/snapshot.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { termsFor } from '../sla/terms.js';
import { presenceOfAssignee } from '../sla/working-hours.js';

type Deps = Pick<AppDeps, 'policies' | 'calendars' | 'teams' | 'users' | 'deliveries' | 'clock'>;

/** Returns the snapshot of a ticket for its workflow: its state, the mails to send, the next due time. */
export async function lookAtTicket(deps: Deps, ticket: Ticket): Promise<TicketSnapshot> {
  const [terms, assignee, unsent] = await Promise.all([
    termsFor(deps, ticket),
    presenceOfAssignee(deps, ticket),
    deps.deliveries.unsent(ticket.id),
  ]);
  return snapshotOf(ticket, terms, assignee, unsent, deps.clock.now());
}

/**
 * Runs a step and returns the snapshot of the ticket; a deleted ticket is final.
 * @throws DomainError what the step throws.
 */
export async function lookAfter(
  deps: Deps & Pick<AppDeps, 'tombstones'>,
  ticketId: string,
  step: () => Promise<Ticket>,
): Promise<TicketSnapshot> {
  try {
    return await lookAtTicket(deps, await step());
  } catch (error) {
    const isMissing = error instanceof DomainError && error.code === 'not_found';
    const tombstone = isMissing ? await deps.tombstones.find(ticketId) : null;
    if (tombstone === null) throw error;
    return snapshotOfDeleted(tombstone);
  }
}
