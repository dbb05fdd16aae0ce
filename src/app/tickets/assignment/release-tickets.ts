import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { STATUSES } from '../../../domain/ticket-fields.js';
import { countsAsLoad } from '../../../domain/tickets/ticket.js';
import { holdsTickets } from '../../../domain/access/permissions.js';
import { changeUnlessDeleted, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'tickets'>;

/** Tickets handed back in one go. */
const BATCH = 50;

/**
 * Puts open tickets of a person who can no longer hold them back through assignment.
 * Each is released and its workflow woken. Returns how many may remain. Does nothing for a person who has come back.
 */
export async function releaseTickets(deps: Deps, accountId: string): Promise<{ readonly remaining: number }> {
  const user = await deps.users.find(accountId);
  if (user !== null && holdsTickets(user)) return { remaining: 0 };
  const filter = { assigneeId: accountId, status: STATUSES.filter(countsAsLoad) };
  const ids = await deps.tickets.listIds(filter, BATCH, null);
  for (const reference of ids) {
    await changeUnlessDeleted(deps, { reference, actor: SYSTEM_ACTOR, origin: 'api' }, (ticket) => {
      if (ticket.assignment?.assignee.id !== accountId || !countsAsLoad(ticket.status)) return null;
      return {
        after: { ...ticket, assignment: null, autoAssign: true, queuedAt: null },
        type: 'ticket.unassigned',
        details: { reason: 'the assignee no longer takes tickets' },
      };
    });
  }
  return { remaining: await deps.tickets.count(filter) };
}
