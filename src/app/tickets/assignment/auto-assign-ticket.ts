import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { newAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import { rolesWith } from '../../../domain/access/permissions.js';
import { chooseAssignee, fits } from '../../../domain/tickets/assignment/routing.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { type User } from '../../../domain/accounts/user.js';
import { changeTicket, type ChangeDeps, type Decision } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { behindQueue } from './queue.js';
import { workingHours } from '../../sla/working-hours.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'synonyms'>;

interface Options {
  /** After a re-run of triage: reassign an unaccepted ticket whose assignee no longer fits. */
  readonly reconsider?: boolean;
}

/**
 * Finds a moderator for a ticket and takes their place in one transaction.
 * If none fits, the ticket is queued and the managers get one mail. Does nothing for a ticket that needs no
 * moderator.
 */
export async function autoAssignTicket(
  deps: Deps,
  reference: string,
  options: Options = {},
): Promise<Ticket> {
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  return changeTicket(deps, request, async (ticket, now) => {
    if (!ticket.autoAssign || !countsAsLoad(ticket.status)) return null;
    const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
    if (
      ticket.assignment !== null &&
      !(options.reconsider === true && isMisplaced(deps, ticket, moderators))
    ) {
      return null;
    }
    const worksFrom = await workingHours(deps, moderators, now);
    const { requiredSkills, declinedBy, priority } = ticket;
    const free = await behindQueue(deps, ticket, moderators, worksFrom, now);
    const chosen = chooseAssignee(
      free,
      { requiredSkills, declinedBy, priority },
      { synonyms: deps.synonyms, at: now, worksFrom },
    );
    if (chosen !== null) return assignedTo(chosen, ticket, now, worksFrom(chosen) ?? now);
    return ticket.assignment === null && ticket.queuedAt === null ? queued(deps, ticket, now) : null;
  });
}

function isMisplaced(deps: Deps, ticket: Ticket, moderators: readonly User[]): boolean {
  if (ticket.assignment === null || ticket.assignment.acceptedAt !== null) return false;
  const { id } = ticket.assignment.assignee;
  const assignee = moderators.find((moderator) => moderator.id === id);
  return assignee === undefined || !fits(assignee, ticket.requiredSkills, deps.synonyms);
}

function assignedTo({ id, name, team }: User, ticket: Ticket, now: Date, expectedAt: Date): Decision {
  const assignment = newAssignment({ id, name }, now, expectedAt);
  return {
    after: { ...ticket, assignment, queuedAt: null, team: ticket.team ?? team },
    type: 'ticket.assigned',
    notify: [{ kind: 'assigned', recipients: [{ id, name }] }],
    respectsCapacity: true,
  };
}

async function queued(deps: Deps, ticket: Ticket, now: Date): Promise<Decision> {
  return {
    after: { ...ticket, queuedAt: now },
    type: 'ticket.queued',
    details: { reason: 'no moderator with these skills is free', required_skills: ticket.requiredSkills },
    isInternal: true,
    notify: [{ kind: 'queued', recipients: await managers(deps) }],
  };
}

/** Returns the recipients of problem mails: the managers, or the administrators if there are none. */
export async function managers(deps: Pick<AppDeps, 'users'>): Promise<readonly User[]> {
  const active = await deps.users.listActive(['manager', 'admin']);
  const found = active.filter((user) => user.role === 'manager');
  return found.length > 0 ? found : active;
}
