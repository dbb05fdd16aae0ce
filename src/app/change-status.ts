import { actionOfTransition, authorize } from '../domain/permissions.js';
import type { Status } from '../domain/ticket-fields.js';
import { countsAsLoad, type Ticket } from '../domain/ticket.js';
import * as transitions from '../domain/transitions.js';
import { holdsTickets, type Actor } from '../domain/user.js';
import { changeTicket, type ChangeDeps } from './change-ticket.js';
import type { AppDeps } from './deps.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users'>;

/**
 * Moves a ticket along its life.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition`, `invalid_input` (closing without a code),
 *   `version_conflict`.
 */
export async function changeStatus(
  deps: Deps,
  actor: Actor,
  reference: string,
  to: Status,
  options: {
    readonly resolutionCode?: string | undefined;
    readonly expectedVersion?: number | undefined;
  } = {},
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion: options.expectedVersion } as const;
  return changeTicket(deps, request, async (ticket, now) => {
    authorize(actor, actionOfTransition(ticket.status, to), ticket);
    const moved = transitions.changeStatus(ticket, to, now, options.resolutionCode ?? null);
    const after = takenOn(await withoutLeaver(deps, moved), actor, now);
    return { after, type: 'ticket.status_changed' };
  });
}

/** A ticket that comes back to somebody who has left meanwhile goes to somebody else. */
async function withoutLeaver(deps: Deps, ticket: Ticket): Promise<Ticket> {
  if (ticket.assignment === null || !countsAsLoad(ticket.status)) return ticket;
  const assignee = await deps.users.find(ticket.assignment.assignee.id);
  const isThere = assignee !== null && holdsTickets(assignee);
  return isThere ? ticket : { ...ticket, assignment: null, autoAssign: true };
}

/** An assignee who works on the ticket has accepted it, whichever button they pressed. */
function takenOn(ticket: Ticket, actor: Actor, now: Date): Ticket {
  const { assignment, status } = ticket;
  const accepts =
    status === 'in_progress' && assignment?.acceptedAt === null && assignment.assignee.id === actor.id;
  return accepts ? { ...ticket, assignment: { ...assignment, acceptedAt: now } } : ticket;
}
