import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { unacceptedAssignment } from '../../domain/tickets/assignment/reassignment.js';
import { worksNext, type Availability } from '../../domain/sla/availability.js';
import type { WorksFrom } from '../../domain/tickets/assignment/routing.js';
import { versionRef } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { activeTeam, type Team } from '../../domain/desk/teams.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

const ALWAYS_THERE: Availability = { calendar: null, absence: null };

/** Returns the availability of the assignee of an unaccepted ticket. */
export async function presenceOfAssignee(
  deps: Pick<AppDeps, 'users' | 'teams' | 'calendars'>,
  ticket: Ticket,
): Promise<Availability> {
  const assignment = unacceptedAssignment(ticket);
  const user = assignment === null ? null : await deps.users.find(assignment.assignee.id);
  if (user === null) return ALWAYS_THERE;
  const { absence } = user;
  const name = calendarOf(user, await deps.teams.all());
  const newest = name === null ? null : await deps.calendars.find(name);
  return { absence, calendar: newest?.content ?? null };
}

/**
 * Returns when each person works next:
 * `at` itself for people at work, including those without a calendar; null for people who are not waited for.
 */
export async function workingHours(
  deps: Pick<AppDeps, 'teams' | 'calendars'>,
  people: readonly User[],
  at: Date,
): Promise<WorksFrom> {
  const teams = await deps.teams.all();
  const names = new Set(people.map((person) => calendarOf(person, teams)).filter((name) => name !== null));
  const calendars = new Map(
    await Promise.all([...names].map(async (name) => [name, await newestOf(deps, name)] as const)),
  );
  return (person) => {
    const name = calendarOf(person, teams);
    return worksNext(
      { absence: person.absence, calendar: name === null ? null : (calendars.get(name) ?? null) },
      at,
    );
  };
}

/** Returns the name of a person's working calendar: their own, or else that of their team. */
function calendarOf({ calendar, team }: User, teams: readonly Team[]): string | null {
  return calendar ?? activeTeam(teams, team)?.calendar ?? null;
}

async function newestOf({ calendars }: Pick<AppDeps, 'calendars'>, name: string): Promise<Calendar | null> {
  const newest = await calendars.find(name);
  // By reference, because that returns the same object with its cached working time.
  return newest === null ? null : calendars.byRef(versionRef(newest.content));
}
