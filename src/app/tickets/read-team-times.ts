import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { Team } from '../../domain/desk/teams.js';
import { teamPeriods, type TeamPeriod } from '../../domain/tickets/team-times.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from './read-ticket.js';

/** A ticket has some ten events that count. This bounds what machines do to tickets. */
const MAX_EVENTS = 20_000;

export interface TeamTimes {
  readonly periods: readonly TeamPeriod[];
  readonly teams: readonly Team[];
  readonly at: Date;
}

/** How long a ticket was with each team, from its activity log. @throws DomainError `not_found`, `forbidden` */
export async function readTeamTimes(
  deps: Pick<AppDeps, 'tickets' | 'teams' | 'clock'>,
  actor: Actor,
  reference: string,
): Promise<TeamTimes> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'ticket.read_internal', ticket);
  const [events, teams] = await Promise.all([
    deps.tickets.slaEvents([ticket.id], MAX_EVENTS),
    deps.teams.all(),
  ]);
  return { periods: teamPeriods(ticket, events), teams, at: deps.clock.now() };
}
