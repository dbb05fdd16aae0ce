import { nextWorkingInstant } from '../domain/calendar/working-time.js';
import { DomainError } from '../domain/errors.js';
import { untaken } from '../domain/passing-on.js';
import type { Presence } from '../domain/presence.js';
import { versionRef } from '../domain/sla.js';
import type { Ticket } from '../domain/ticket.js';
import type { User } from '../domain/user.js';
import type { AppDeps } from './deps.js';

/** Later than anything that somebody might be chosen for. */
const NEVER = new Date(8.64e15);

const ALWAYS_THERE: Presence = { calendar: null, absence: null };

/** When the assignee of a ticket that waits to be taken on is there. */
export async function presenceOfAssignee(
  deps: Pick<AppDeps, 'users' | 'calendars'>,
  ticket: Ticket,
): Promise<Presence> {
  const assignment = untaken(ticket);
  const user = assignment === null ? null : await deps.users.find(assignment.assignee.id);
  if (user === null) return ALWAYS_THERE;
  const { absence } = user;
  const newest = user.calendar === null ? null : await deps.calendars.find(user.calendar);
  return { absence, calendar: newest?.content ?? null };
}

/**
 * Tells of each person when they work next: at once for those who are at work at `at`, and for those without a calendar
 * of their own.
 */
export async function workingHours(
  deps: Pick<AppDeps, 'calendars'>,
  people: readonly User[],
  at: Date,
): Promise<(person: User) => Date> {
  const names = new Set(people.map(({ calendar }) => calendar).filter((name) => name !== null));
  const starts = await Promise.all(
    [...names].map(async (name) => [name, await nextStart(deps, name, at)] as const),
  );
  const byName = new Map(starts);
  return ({ calendar }) => (calendar === null ? at : (byName.get(calendar) ?? at));
}

async function nextStart(deps: Pick<AppDeps, 'calendars'>, name: string, at: Date): Promise<Date> {
  const newest = await deps.calendars.find(name);
  if (newest === null) return at;
  try {
    // By reference, since that is the same object each time, with its working time at hand.
    return nextWorkingInstant(await deps.calendars.byRef(versionRef(newest.content)), at);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') return NEVER;
    throw error;
  }
}
