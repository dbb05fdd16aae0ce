import { isAbsent } from '../../../domain/sla/availability.js';
import { newAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import { rolesWith } from '../../../domain/access/permissions.js';
import {
  chooseAssignee,
  chooseSuccessor,
  wantedBy,
  type RoutingContext,
} from '../../../domain/tickets/assignment/routing.js';
import { recordRouting } from '../../../domain/tickets/assignment/routing-record.js';
import { withTeamOfAssignee } from '../../../domain/tickets/assignment/team-binding.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { type User } from '../../../domain/accounts/user.js';
import type { Decision } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { behindQueue, routingOf, type RoutingDeps } from './queue.js';
import { workingHours } from '../../sla/working-hours.js';

type Deps = RoutingDeps & Pick<AppDeps, 'tickets' | 'users' | 'calendars'>;

/**
 * Assigns an unaccepted ticket, whose assignee's shift ended at `leftAt`, to a moderator at work, or, during the
 * assignee's leave, to one who returns earlier. Null if none fits and has free capacity: then it is better to keep
 * the assignee.
 */
export async function decideHandover(
  deps: Deps,
  ticket: Ticket,
  leftAt: Date,
  now: Date,
): Promise<Decision | null> {
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  const worksFrom = await workingHours(deps, moderators, now);
  const free = await behindQueue(deps, ticket, moderators, worksFrom, now);
  const routing = await routingOf(deps, [ticket], worksFrom, now);
  const chosen = chooseSuccessor(free, ticket, routing) ?? chooseBeforeReturn(free, ticket, routing);
  if (chosen === null) return null;
  const assignment = newAssignment(chosen, now, worksFrom(chosen) ?? now);
  const due = { due_at: leftAt.toISOString(), noticed_at: now.toISOString() };
  return {
    earlier: [
      {
        after: { ...ticket, assignment: null },
        type: 'ticket.unassigned',
        details: { reason: 'the shift of the assignee ended before acceptance', ...due },
        isInternal: true,
      },
    ],
    after: withTeamOfAssignee({ ...ticket, assignment }, chosen.team),
    type: 'ticket.assigned',
    notify: [{ kind: 'assigned', recipients: [assignment.assignee] }],
    routing: recordRouting(free, chosen, wantedBy(ticket), routing),
    respectsCapacity: true,
  };
}

/**
 * Chooses a moderator who works before the assignee returns from leave.
 * Repeated attempts until then would not help.
 */
function chooseBeforeReturn(
  moderators: readonly User[],
  ticket: Ticket,
  routing: Required<RoutingContext>,
): User | null {
  const { assignment, declinedBy } = ticket;
  const { at: now, worksFrom } = routing;
  const assignee = moderators.find(({ id }) => id === assignment?.assignee.id);
  if (assignee === undefined || !isAbsent(assignee.absence, now)) return null;
  const passed = [...declinedBy, assignee.id];
  const next = chooseAssignee(moderators, { ...wantedBy(ticket), declinedBy: passed }, routing);
  const [start, back] = [next === null ? null : worksFrom(next), worksFrom(assignee)];
  return start !== null && (back === null || start < back) ? next : null;
}
