import { rolesWith } from '../domain/permissions.js';
import { chooseSuccessor } from '../domain/routing.js';
import type { Ticket } from '../domain/ticket.js';
import type { Decision } from './change-ticket.js';
import type { AppDeps } from './deps.js';
import { workingHours } from './working-hours.js';

type Deps = Pick<AppDeps, 'users' | 'calendars' | 'synonyms'>;

/**
 * Gives a ticket, whose assignee left at `leftAt` without taking it on, to somebody who is at work. Null where nobody at
 * work fits and has room: with somebody who comes back it is better off than with nobody.
 */
export async function handedOver(
  deps: Deps,
  ticket: Ticket,
  leftAt: Date,
  now: Date,
): Promise<Decision | null> {
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  const worksFrom = await workingHours(deps, moderators, now);
  const chosen = chooseSuccessor(moderators, ticket, deps.synonyms, now, worksFrom);
  if (chosen === null) return null;
  const assignee = { id: chosen.id, name: chosen.name };
  const due = { due_at: leftAt.toISOString(), noticed_at: now.toISOString() };
  return {
    earlier: [
      {
        after: { ...ticket, assignment: null },
        type: 'ticket.unassigned',
        details: { reason: 'the assignee has left without taking it on', ...due },
        isInternal: true,
      },
    ],
    after: { ...ticket, assignment: { assignee, at: now, acceptedAt: null } },
    type: 'ticket.assigned',
    notify: [{ kind: 'assigned', recipients: [assignee] }],
    respectsCapacity: true,
  };
}
