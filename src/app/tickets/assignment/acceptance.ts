import type { Actor } from '../../../domain/access/actor.js';
import { isAbsent } from '../../../domain/sla/availability.js';
import type { Status } from '../../../domain/ticket-fields.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { holdsTickets } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';

interface Return {
  readonly actor: Actor;
  /** When the ticket was reopened; null if it was not. Then an assignee on leave does not get it back. */
  readonly reopenedAt: Date | null;
}

/**
 * Returns the ticket without an assignee who has left, or who is on leave while it is reopened, so that another moderator
 * gets it. Who is off for the night gets it back, and so does an assignee who reopens it.
 */
export async function withoutLeaver(
  deps: Pick<AppDeps, 'users'>,
  ticket: Ticket,
  { actor, reopenedAt }: Return,
): Promise<Ticket> {
  if (ticket.assignment === null || !countsAsLoad(ticket.status)) return ticket;
  const assignee = await deps.users.find(ticket.assignment.assignee.id);
  const isAway =
    reopenedAt !== null && assignee?.id !== actor.id && isAbsent(assignee?.absence ?? null, reopenedAt);
  const isThere = assignee !== null && holdsTickets(assignee) && !isAway;
  return isThere ? ticket : { ...ticket, assignment: null, autoAssign: true };
}

const BEGUN: readonly Status[] = ['in_progress', 'waiting_on_user', 'on_hold', 'resolved'];

/** An assignee who works on the ticket has accepted it, whichever button they pressed. */
export function withAcceptance(ticket: Ticket, actor: Actor, now: Date): Ticket {
  const { assignment, status } = ticket;
  const accepts =
    BEGUN.includes(status) && assignment?.acceptedAt === null && assignment.assignee.id === actor.id;
  return accepts ? { ...ticket, assignment: { ...assignment, acceptedAt: now } } : ticket;
}
