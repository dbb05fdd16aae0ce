import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { newAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import { isStaff, rolesWith } from '../../../domain/access/permissions.js';
import { chooseAssignee, isMisplaced, wantedBy } from '../../../domain/tickets/assignment/routing.js';
import { boundTeam, withTeamOfAssignee } from '../../../domain/tickets/assignment/team-binding.js';
import { activeTeam, type Team } from '../../../domain/desk/teams.js';
import { openReview } from '../../../domain/tickets/review.js';
import { countsAsLoad, type Ticket } from '../../../domain/tickets/ticket.js';
import { type User } from '../../../domain/accounts/user.js';
import { changeTicket, type ChangeDeps, type Decision } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { behindQueue, routingOf } from './queue.js';
import { workingHours } from '../../sla/working-hours.js';

type Deps = ChangeDeps & Pick<AppDeps, 'users' | 'teams' | 'synonyms'>;

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
    if (!ticket.autoAssign || !countsAsLoad(ticket.status) || openReview(ticket) !== null) return null;
    const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
    if (
      ticket.assignment !== null &&
      !(options.reconsider === true && (await mayMove(deps, ticket, moderators)))
    ) {
      return null;
    }
    const worksFrom = await workingHours(deps, moderators, now);
    const free = await behindQueue(deps, ticket, moderators, worksFrom, now);
    const chosen = chooseAssignee(free, wantedBy(ticket), await routingOf(deps, worksFrom, now));
    if (chosen !== null) return assignedTo(chosen, ticket, now, worksFrom(chosen) ?? now);
    return ticket.assignment === null && ticket.queuedAt === null ? queued(deps, ticket, now) : null;
  });
}

async function mayMove(deps: Deps, ticket: Ticket, moderators: readonly User[]): Promise<boolean> {
  if (ticket.assignment === null || ticket.assignment.acceptedAt !== null) return false;
  const { id } = ticket.assignment.assignee;
  const assignee = moderators.find((moderator) => moderator.id === id);
  const routing = { synonyms: deps.synonyms, teams: await deps.teams.all() };
  return assignee === undefined || isMisplaced(assignee, ticket, moderators, routing);
}

function assignedTo({ id, name, team }: User, ticket: Ticket, now: Date, expectedAt: Date): Decision {
  const assignment = newAssignment({ id, name }, now, expectedAt);
  return {
    after: withTeamOfAssignee({ ...ticket, assignment, queuedAt: null }, team),
    type: 'ticket.assigned',
    notify: [{ kind: 'assigned', recipients: [{ id, name }] }],
    respectsCapacity: true,
  };
}

async function queued(deps: Deps, ticket: Ticket, now: Date): Promise<Decision> {
  const team = activeTeam(await deps.teams.all(), boundTeam(ticket));
  return {
    after: { ...ticket, queuedAt: now },
    type: 'ticket.queued',
    details: { reason: reasonFor(team), required_skills: ticket.requiredSkills },
    isInternal: true,
    notify: [
      {
        kind: 'queued',
        recipients: await leadOrManagers(deps, team),
        ...(team?.assigns === 'off' ? { details: { assigns: 'off' } } : {}),
      },
    ],
  };
}

function reasonFor(team: Team | null): string {
  if (team?.assigns === 'off') return 'a person assigns the tickets of this team';
  return team === null ? 'no moderator with these skills is free' : 'no member of the team is free';
}

/** Returns the lead of a ticket's team; without an active one, the managers. */
export async function leadOrManagers(
  deps: Pick<AppDeps, 'users'>,
  team: Team | null,
): Promise<readonly User[]> {
  const id = team?.leadId ?? null;
  const lead = id === null ? null : await deps.users.find(id);
  return lead !== null && lead.isActive && isStaff(lead.role) ? [lead] : managers(deps);
}

/** Returns the recipients of problem mails: the managers, or the administrators if there are none. */
export async function managers(deps: Pick<AppDeps, 'users'>): Promise<readonly User[]> {
  const active = await deps.users.listActive(['manager', 'admin']);
  const found = active.filter((user) => user.role === 'manager');
  return found.length > 0 ? found : active;
}
