import type { Actor } from '../../../domain/access/actor.js';
import type { Status } from '../../../domain/ticket-fields.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { holdsTickets } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';

/** Returns the ticket without an assignee who has left, so that another moderator gets it. */
export async function withoutLeaver(deps: Pick<AppDeps, 'users'>, ticket: Ticket): Promise<Ticket> {
  if (ticket.assignment === null || !countsAsLoad(ticket.status)) return ticket;
  const assignee = await deps.users.find(ticket.assignment.assignee.id);
  const isThere = assignee !== null && holdsTickets(assignee);
  return isThere ? ticket : { ...ticket, assignment: null, autoAssign: true };
}

const BEGUN: readonly Status[] = ['in_progress', 'waiting_on_user', 'on_hold', 'resolved'];

/** An assignee who works on the ticket has accepted it, whichever button they pressed. */
export function takenOn(ticket: Ticket, actor: Actor, now: Date): Ticket {
  const { assignment, status } = ticket;
  const accepts =
    BEGUN.includes(status) && assignment?.acceptedAt === null && assignment.assignee.id === actor.id;
  return accepts ? { ...ticket, assignment: { ...assignment, acceptedAt: now } } : ticket;
}
