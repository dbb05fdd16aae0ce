import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { newAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import { authorize, holdsTickets } from '../../../domain/access/permissions.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { withAcceptance } from './acceptance.js';
import type { Step } from '../ticket-change.js';

/**
 * Assigns a ticket to a moderator by hand, even beyond their capacity, or puts it back into the queue (null), where
 * it stays until a person assigns it.
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` (no such active moderator), `illegal_transition` for
 *   a closed or cancelled ticket, `version_conflict`.
 */
export async function assignTicket(
  deps: ChangeDeps & Pick<AppDeps, 'users'>,
  actor: Actor,
  reference: string,
  assigneeId: string | null,
  expectedVersion?: number,
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, (ticket, now) => assignStep(deps, actor, ticket, assigneeId, now));
}

/**
 * Null if they already have it.
 * @throws DomainError as {@link assignTicket}.
 */
export async function assignStep(
  deps: Pick<AppDeps, 'users'>,
  actor: Actor,
  ticket: Ticket,
  assigneeId: string | null,
  now: Date,
): Promise<Step | null> {
  authorize(actor, 'ticket.assign', ticket);
  if (isFinal(ticket.status)) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} is ${ticket.status} and cannot be assigned.`,
    );
  }
  if (assigneeId === null) return unassign(ticket);
  if (ticket.assignment?.assignee.id === assigneeId) return null;
  return assignTo(ticket, await activeModerator(deps, assigneeId), actor, now);
}

function unassign(ticket: Ticket): Step | null {
  if (ticket.assignment === null && !ticket.autoAssign) return null;
  return {
    after: { ...ticket, assignment: null, autoAssign: false, queuedAt: null },
    type: 'ticket.unassigned',
  };
}

function assignTo(ticket: Ticket, moderator: User, actor: Actor, now: Date): Step {
  const assignee = { id: moderator.id, name: moderator.name };
  const given = {
    ...ticket,
    assignment: newAssignment(assignee, now),
    queuedAt: null,
    // An assignment by hand overrides an earlier refusal.
    declinedBy: ticket.declinedBy.filter((id) => id !== assignee.id),
  };
  return {
    // A moderator who assigns work in progress to themselves need not accept it.
    after: withAcceptance(given, actor, now),
    type: 'ticket.assigned',
    notify: actor.id === assignee.id ? [] : [{ kind: 'assigned', recipients: [assignee] }],
  };
}

/** @throws DomainError `invalid_input` */
export async function activeModerator(
  deps: Pick<AppDeps, 'users'>,
  id: string,
  path = 'assignee_id',
): Promise<User> {
  const user = await deps.users.find(id);
  if (user === null || !holdsTickets(user)) {
    throw new DomainError('invalid_input', 'The ticket was not assigned.', {
      faults: [{ path, message: 'is not the id of an active moderator' }],
    });
  }
  return user;
}
