import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { unacceptedAssignment } from '../../domain/tickets/assignment/reassignment.js';
import { worksNext, type Availability } from '../../domain/sla/availability.js';
import type { WorksFrom } from '../../domain/tickets/assignment/routing.js';
import { versionRef } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

const ALWAYS_THERE: Availability = { calendar: null, absence: null };

/** Returns the availability of the assignee of an unaccepted ticket. */
export async function presenceOfAssignee(
  deps: Pick<AppDeps, 'users' | 'calendars'>,
  ticket: Ticket,
): Promise<Availability> {
  const assignment = unacceptedAssignment(ticket);
  const user = assignment === null ? null : await deps.users.find(assignment.assignee.id);
  if (user === null) return ALWAYS_THERE;
  const { absence } = user;
  const newest = user.calendar === null ? null : await deps.calendars.find(user.calendar);
  return { absence, calendar: newest?.content ?? null };
}

/**
 * Returns when each person works next:
 * `at` itself for people at work, including those without a calendar; null for people who are not waited for.
 */
export async function workingHours(
  deps: Pick<AppDeps, 'calendars'>,
  people: readonly User[],
  at: Date,
): Promise<WorksFrom> {
  const names = new Set(people.map(({ calendar }) => calendar).filter((name) => name !== null));
  const calendars = new Map(
    await Promise.all([...names].map(async (name) => [name, await newestOf(deps, name)] as const)),
  );
  return ({ calendar, absence }) =>
    worksNext({ absence, calendar: calendar === null ? null : (calendars.get(calendar) ?? null) }, at);
}

async function newestOf({ calendars }: Pick<AppDeps, 'calendars'>, name: string): Promise<Calendar | null> {
  const newest = await calendars.find(name);
  // By reference, because that returns the same object with its cached working time.
  return newest === null ? null : calendars.byRef(versionRef(newest.content));
}
