import type { PersonRef } from '../../access/actor.js';
import { latest, MS_PER_MINUTE } from '../../time.js';
import { addPresentMs, leavesAt, type Availability } from '../../sla/availability.js';
import { type SlaTerms } from '../../sla/sla.js';
import type { Assignment, Ticket } from '../ticket.js';

/** Returns an unaccepted assignment of a person who is available from `expectedAt`. */
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
 * Returns the assignment that waits for acceptance; null without one.
 * Only such an assignment moves on automatically. On a ticket that waits on its requester, no action is due. For a
 * ticket in progress from an earlier version, the acceptance is unknown.
 */
export function unacceptedAssignment({ status, assignment }: Ticket): Assignment | null {
  if (assignment?.acceptedAt !== null) return null;
  const isAwaited = status === 'open' || (status === 'in_progress' && assignment.expectedAt !== undefined);
  return isAwaited ? assignment : null;
}

/** Returns the ticket that returns to its assignee: if it is unaccepted, the time to accept starts. */
export function withReturn(ticket: Ticket, at: Date): Ticket {
  const { assignment } = ticket;
  if (assignment?.acceptedAt !== null || assignment.expectedAt === undefined) return ticket;
  return { ...ticket, assignment: { ...assignment, expectedAt: latest(assignment.expectedAt, at) } };
}

/** Returns when a present assignee must have accepted the ticket; null for no limit. */
export function acknowledgeBy(
  ticket: Ticket,
  { policy, calendar }: SlaTerms,
  assignee: Availability,
): Date | null {
  const assignment = unacceptedAssignment(ticket);
  if (assignment === null || policy.acknowledgeMinutes === null) return null;
  return addPresentMs(assignee, calendar, startOf(assignment), policy.acknowledgeMinutes * MS_PER_MINUTE);
}

/**
 * Returns when an unaccepted ticket loses its assignee, because their availability ends; null for never.
 */
export function unavailableFrom(ticket: Ticket, assignee: Availability, at: Date): Date | null {
  const assignment = unacceptedAssignment(ticket);
  return assignment === null ? null : leavesAt(assignee, startOf(assignment), at);
}

function startOf({ at, expectedAt }: Assignment): Date {
  return expectedAt ?? at;
}
