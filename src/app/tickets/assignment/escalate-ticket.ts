import type { PersonRef } from '../../../domain/access/actor.js';
import { unreachable } from '../../../domain/errors.js';
import { newAssignment } from '../../../domain/tickets/assignment/reassignment.js';
import { rolesWith } from '../../../domain/access/permissions.js';
import { chooseAssignee, wantedBy } from '../../../domain/tickets/assignment/routing.js';
import { recordRouting } from '../../../domain/tickets/assignment/routing-record.js';
import { inTeam, membersOf, withTeamOfAssignee } from '../../../domain/tickets/assignment/team-binding.js';
import { activeTeam, currentTeamKey } from '../../../domain/desk/teams.js';
import { recordStep, type DueStep } from '../../../domain/sla/sla-due.js';
import type { EscalationStep, SlaTerms } from '../../../domain/sla/sla.js';
import { withRaisedPriority } from '../../../domain/tickets/priority.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import { managers } from './auto-assign-ticket.js';
import type { Decision } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { behindQueue, routingOf, type RoutingDeps } from './queue.js';
import { workingHours } from '../../sla/working-hours.js';

type Deps = RoutingDeps & Pick<AppDeps, 'tickets' | 'users' | 'calendars'>;

/** The result of a step: the new ticket and the recipients of mails. */
type Outcome = Pick<Decision, 'after' | 'notify' | 'respectsCapacity' | 'routing'>;

/** Performs one escalation step and records it on the clock, in the same change. */
export async function decideEscalation(
  deps: Deps,
  ticket: Ticket,
  terms: SlaTerms,
  { target, index, step, dueAt }: DueStep,
  now: Date,
): Promise<Decision> {
  const counted = { ...ticket, sla: recordStep(terms, ticket.sla, target) };
  return {
    ...(await takeStep(deps, counted, step, now)),
    type: 'sla.escalated',
    details: {
      target,
      step: index + 1,
      action: step.action,
      ...(step.afterMinutes < 0 ? { is_early: true } : {}),
      due_at: dueAt.toISOString(),
      noticed_at: now.toISOString(),
      policy: ticket.sla.policy,
    },
    isInternal: true,
  };
}

async function takeStep(deps: Deps, ticket: Ticket, step: EscalationStep, now: Date): Promise<Outcome> {
  switch (step.action) {
    case 'notify_managers':
      return notifyOnly(ticket, await managers(deps));
    case 'mail':
      return notifyOnly(ticket, await activePerson(deps, step.recipientId));
    case 'raise_priority':
      return { after: withRaisedPriority(ticket) };
    case 'reassign':
      return reassign(deps, ticket, now);
    case 'move_to_team':
      return moveToTeam(deps, ticket, step.team, now);
    default:
      return unreachable(step.action);
  }
}

function notifyOnly(ticket: Ticket, recipients: readonly PersonRef[]): Outcome {
  return { after: ticket, notify: [{ kind: 'sla_escalated', recipients }] };
}

/** Empty if the person has left. */
async function activePerson(deps: Deps, id: string | null): Promise<readonly PersonRef[]> {
  const user = id === null ? null : await deps.users.find(id);
  return user?.isActive === true ? [user] : [];
}

/** Assigns to the best of the other moderators. If none fits and has free capacity, the ticket stays. */
async function reassign(deps: Deps, ticket: Ticket, now: Date): Promise<Outcome> {
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  const present = ticket.assignment === null ? [] : [ticket.assignment.assignee.id];
  return assignToBest(deps, ticket, { moderators, passed: present }, now);
}

/**
 * Moves the ticket to the team and one of its members, unless its assignee is one.
 * If no member can get it, the assignee stays, but the team changes: the next assignment stays in it. A team that is
 * dissolved without a successor cannot take the ticket, so the managers are told.
 */
async function moveToTeam(deps: Deps, ticket: Ticket, team: string | null, now: Date): Promise<Outcome> {
  const teams = await deps.teams.all();
  const target = team ?? ticket.team;
  const isDissolved =
    team !== null && teams.some(({ name }) => name === team) && activeTeam(teams, team) === null;
  if (isDissolved || target === null) return notifyOnly(ticket, await managers(deps));
  const moved = inTeam(ticket, currentTeamKey(teams, target));
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  const members = membersOf(moderators, target, teams);
  const isTheirs = members.some(({ id }) => id === ticket.assignment?.assignee.id);
  if (isTheirs || members.length === 0) return { after: moved };
  return assignToBest(deps, moved, { moderators, passed: [] }, now);
}

/** Assigns to the best candidate with a place that no higher ticket of the queue waits for. */
async function assignToBest(
  deps: Deps,
  ticket: Ticket,
  { moderators, passed }: { readonly moderators: readonly User[]; readonly passed: readonly string[] },
  now: Date,
): Promise<Outcome> {
  const worksFrom = await workingHours(deps, moderators, now);
  const free = await behindQueue(deps, ticket, moderators, worksFrom, now);
  const wanted = { ...wantedBy(ticket), declinedBy: [...ticket.declinedBy, ...passed] };
  const routing = await routingOf(deps, [ticket], worksFrom, now);
  const chosen = chooseAssignee(free, wanted, routing);
  if (chosen === null) return { after: ticket };
  const assignment = newAssignment(chosen, now, worksFrom(chosen) ?? now);
  return {
    after: withTeamOfAssignee({ ...ticket, assignment, queuedAt: null }, chosen.team),
    notify: [{ kind: 'assigned', recipients: [assignment.assignee] }],
    routing: recordRouting(free, chosen, wanted, routing),
    respectsCapacity: true,
  };
}
