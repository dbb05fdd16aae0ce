import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { passedBy } from '../../../domain/tickets/assignment/reassignment.js';
import { authorize } from '../../../domain/access/permissions.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { Step } from '../ticket-change.js';

/**
 * Declines an assignment.
 * The ticket is assigned again, without moderators who have declined it. Its workflow is woken.
 * @throws DomainError `not_found`, `forbidden`, `assignment_conflict` (not their ticket), `illegal_transition`
 *   (accepted, closed or cancelled), `version_conflict`.
 */
export async function declineTicket(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  {
    reason,
    expectedVersion,
  }: { readonly reason?: string | undefined; readonly expectedVersion?: number | undefined },
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, (ticket) => declineStep(actor, ticket, reason));
}

/** @throws DomainError `forbidden`, `assignment_conflict`, `illegal_transition`. */
export function declineStep(actor: Actor, ticket: Ticket, reason?: string): Step {
  authorize(actor, 'ticket.accept', ticket);
  const { assignment } = ticket;
  if (assignment?.assignee.id !== actor.id) {
    const holder = assignment === null ? 'not assigned' : `assigned to ${assignment.assignee.name}`;
    throw new DomainError('assignment_conflict', `${ticket.number} is ${holder}.`);
  }
  if (assignment.acceptedAt !== null || !countsAsLoad(ticket.status)) {
    const state = countsAsLoad(ticket.status) ? 'accepted' : ticket.status;
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} is ${state}; only an assignment that waits for acceptance can be declined.`,
    );
  }
  return {
    after: passedBy(ticket, actor.id),
    type: 'ticket.declined',
    details: reason === undefined ? {} : { reason },
    isInternal: true,
  };
}
