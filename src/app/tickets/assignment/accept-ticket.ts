import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { authorize } from '../../../domain/access/permissions.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { changeStatus } from '../../../domain/tickets/transitions.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { Step } from '../ticket-change.js';

/**
 * Accepts a ticket: the moderator's own assignment, or an unassigned one.
 * An open ticket changes to in progress.
 * @throws DomainError `not_found`, `forbidden`, `assignment_conflict` (another assignee), `illegal_transition`
 *   (accepted, closed or cancelled), `version_conflict`.
 */
export async function acceptTicket(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  expectedVersion?: number,
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, (ticket, now) => acceptStep(actor, ticket, now));
}

/** @throws DomainError `forbidden`, `assignment_conflict`, `illegal_transition`. */
export function acceptStep(actor: Actor, ticket: Ticket, now: Date): Step {
  authorize(actor, 'ticket.accept', ticket);
  if (ticket.assignment !== null && ticket.assignment.assignee.id !== actor.id) {
    throw new DomainError(
      'assignment_conflict',
      `${ticket.number} is assigned to ${ticket.assignment.assignee.name}.`,
    );
  }
  if ((ticket.assignment?.acceptedAt ?? null) !== null || !countsAsLoad(ticket.status)) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} is ${ticket.status}; it cannot be accepted.`,
    );
  }
  const assignment = {
    at: now,
    ...ticket.assignment,
    assignee: { id: actor.id, name: actor.name },
    acceptedAt: now,
  };
  const taken = { ...ticket, assignment, queuedAt: null };
  const after = ticket.status === 'open' ? changeStatus(taken, 'in_progress', now, null) : taken;
  return { after, type: 'ticket.accepted' };
}
