import { addWorkingMinutes } from './calendar/working-time.js';
import type { SlaTerms } from './sla.js';
import type { Ticket } from './ticket.js';

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

/** Until when, in working time, the assignee has to take the ticket on; null where nothing is waited for. */
export function acknowledgeBy(ticket: Ticket, { policy, calendar }: SlaTerms): Date | null {
  const { assignment, status } = ticket;
  const isAwaited = status === 'open' && assignment !== null && assignment.acceptedAt === null;
  if (!isAwaited || policy.acknowledgeMinutes === null) return null;
  return addWorkingMinutes(calendar, assignment.at, policy.acknowledgeMinutes);
}
