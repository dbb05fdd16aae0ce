import type { PersonRef } from '../../access/actor.js';
import { latest, MS_PER_MINUTE } from '../../time.js';
import { addPresentMs, leavesAt, type Availability } from '../../sla/availability.js';
import { type SlaTerms } from '../../sla/sla.js';
import type { Assignment, Ticket } from '../ticket.js';

/** An assignment that waits to be accepted by somebody who is there from `expectedAt` on. */
export function newAssignment({ id, name }: PersonRef, at: Date, expectedAt: Date = at): Assignment {
  return { assignee: { id, name }, at, acceptedAt: null, expectedAt };
}

/** The ticket after its assignee has passed on it, by word or by silence: free for anybody else. */
export function passedBy(ticket: Ticket, personId: string): Ticket {
  return {
    ...ticket,
    assignment: null,
    autoAssign: true,
    queuedAt: null,
    declinedBy: [...new Set([...ticket.declinedBy, personId])],
  };
}

/**
 * The assignment that waits to be taken on; null where nothing is waited for. Only such a one moves on by itself. On a
 * ticket that waits on its requester nobody has anything to do. Of a ticket in progress that was assigned by an earlier
 * version nobody knows whether it was taken on.
 */
export function unacceptedAssignment({ status, assignment }: Ticket): Assignment | null {
  if (assignment?.acceptedAt !== null) return null;
  const isAwaited = status === 'open' || (status === 'in_progress' && assignment.expectedAt !== undefined);
  return isAwaited ? assignment : null;
}

/** The ticket that comes back to its assignee: where they have not accepted it, their time to do so begins. */
export function comingBack(ticket: Ticket, at: Date): Ticket {
  const { assignment } = ticket;
  if (assignment?.acceptedAt !== null || assignment.expectedAt === undefined) return ticket;
  return { ...ticket, assignment: { ...assignment, expectedAt: latest(assignment.expectedAt, at) } };
}

/** Until when the assignee, being there, has to take the ticket on; null where nothing is waited for. */
export function acknowledgeBy(
  ticket: Ticket,
  { policy, calendar }: SlaTerms,
  assignee: Availability,
): Date | null {
  const assignment = unacceptedAssignment(ticket);
  if (assignment === null || policy.acknowledgeMinutes === null) return null;
  return addPresentMs(assignee, calendar, startOf(assignment), policy.acknowledgeMinutes * MS_PER_MINUTE);
}

/** When the ticket is left behind by an assignee who has not taken it on; null for never. */
export function leftBehindAt(ticket: Ticket, assignee: Availability, at: Date): Date | null {
  const assignment = unacceptedAssignment(ticket);
  return assignment === null ? null : leavesAt(assignee, startOf(assignment), at);
}

function startOf({ at, expectedAt }: Assignment): Date {
  return expectedAt ?? at;
}
