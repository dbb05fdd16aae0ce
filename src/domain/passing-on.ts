import { MS_PER_MINUTE } from './calendar/local-time.js';
import { addPresentMs, leavesAt, type Presence } from './presence.js';
import type { SlaTerms } from './sla.js';
import type { Assignment, Ticket } from './ticket.js';

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

/** The assignment that waits to be taken on; null where nothing is waited for. Only such a one moves on by itself. */
export function untaken({ status, assignment }: Ticket): Assignment | null {
  return status === 'open' && assignment?.acceptedAt === null ? assignment : null;
}

/** Until when the assignee, being there, has to take the ticket on; null where nothing is waited for. */
export function acknowledgeBy(
  ticket: Ticket,
  { policy, calendar }: SlaTerms,
  assignee: Presence,
): Date | null {
  const assignment = untaken(ticket);
  if (assignment === null || policy.acknowledgeMinutes === null) return null;
  return addPresentMs(assignee, calendar, assignment.at, policy.acknowledgeMinutes * MS_PER_MINUTE);
}

/** When the ticket is left behind by an assignee who has not taken it on; null for never. */
export function leftBehindAt(ticket: Ticket, assignee: Presence, at: Date): Date | null {
  const assignment = untaken(ticket);
  return assignment === null ? null : leavesAt(assignee, assignment.at, at);
}
