import { actionOfTransition, authorize } from '../domain/permissions.js';
import type { Status } from '../domain/ticket-fields.js';
import type { Ticket } from '../domain/ticket.js';
import * as transitions from '../domain/transitions.js';
import type { Actor } from '../domain/user.js';
import { changeTicket, type ChangeDeps } from './change-ticket.js';

/**
 * Moves a ticket along its life.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition`, `invalid_input` (closing without a code),
 *   `version_conflict`.
 */
export async function changeStatus(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  to: Status,
  options: {
    readonly resolutionCode?: string | undefined;
    readonly expectedVersion?: number | undefined;
  } = {},
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion: options.expectedVersion } as const;
  return changeTicket(deps, request, (ticket, now) => {
    authorize(actor, actionOfTransition(ticket.status, to), ticket);
    const moved = transitions.changeStatus(ticket, to, now, options.resolutionCode ?? null);
    return { after: takenOn(moved, actor, now), type: 'ticket.status_changed' };
  });
}

/** An assignee who works on the ticket has accepted it, whichever button they pressed. */
function takenOn(ticket: Ticket, actor: Actor, now: Date): Ticket {
  const { assignment, status } = ticket;
  const accepts =
    status === 'in_progress' && assignment?.acceptedAt === null && assignment.assignee.id === actor.id;
  return accepts ? { ...ticket, assignment: { ...assignment, acceptedAt: now } } : ticket;
}
