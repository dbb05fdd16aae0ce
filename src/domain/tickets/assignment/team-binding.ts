import { holdsTickets } from '../../access/permissions.js';
import { activeTeam, currentTeamKey, isSameTeam, type AssignmentWay, type Team } from '../../desk/teams.js';
import type { User } from '../../accounts/user.js';
import type { Ticket } from '../ticket.js';

/* Which people a ticket's team leaves to choose from. */

/** The people who may get a ticket, and how one of them is chosen. */
export interface Pool {
  readonly people: readonly User[];
  readonly way: AssignmentWay;
}

/** Returns the ticket in a team that a person or a rule has chosen. From then on, automatic assignment stays in it. */
export function inTeam({ teamFrom, ...ticket }: Ticket, team: string | null): Ticket {
  return { ...ticket, team };
}

/**
 * Returns the ticket with the team of its assignee, if it is in no other.
 * Such a team only shows who has the ticket: if the assignee declines, people of all teams are asked again.
 */
export function withTeamOfAssignee(ticket: Ticket, team: string | null): Ticket {
  if (boundTeam(ticket) !== null) return ticket;
  return team === null ? inTeam(ticket, null) : { ...ticket, team, teamFrom: 'assignee' };
}

/** Returns the team that automatic assignment stays in; null for none. */
export function boundTeam({ team, teamFrom }: Pick<Ticket, 'team' | 'teamFrom'>): string | null {
  return teamFrom === 'assignee' ? null : team;
}

/**
 * Returns the members of the team, as far as they can hold tickets.
 * A team that is dissolved without a successor, or that has no such member, binds nobody: a ticket must not wait for
 * people who are not there.
 */
export function poolOf(people: readonly User[], team: string | null, teams: readonly Team[]): Pool {
  const everyone: Pool = { people, way: 'skill_and_load' };
  if (team === null) return everyone;
  const way = activeTeam(teams, team)?.assigns ?? wayOfUnlisted(teams, team);
  if (way === null) return everyone;
  if (way === 'off') return { people: [], way };
  const members = membersOf(people, team, teams);
  return members.length === 0 ? everyone : { people: members, way };
}

/** The people of the team who can hold tickets. */
export function membersOf(people: readonly User[], team: string, teams: readonly Team[]): readonly User[] {
  return people.filter((person) => holdsTickets(person) && isSameTeam(teams, person.team, team));
}

/** A team of the version before, which runs beside this one, is in no list. Null for one that is dissolved. */
function wayOfUnlisted(teams: readonly Team[], team: string): AssignmentWay | null {
  const current = currentTeamKey(teams, team);
  return teams.some(({ name }) => name === current) ? null : 'skill_and_load';
}
