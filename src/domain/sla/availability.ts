import { latest } from '../time.js';
import type { Calendar } from './calendar/calendar.js';
import {
  addWorkingMs,
  endOfWork,
  isWorkingTime,
  nextWorkingInstant,
  workingMsBetween,
} from './calendar/working-time.js';
import { DomainError } from '../errors.js';

/** When a moderator takes no new tickets: a span of absence, open-ended when `until` is null. */
export interface Absence {
  readonly from: Date;
  readonly until: Date | null;
}

/** True while the person is away at the instant `at`. */
export function isAbsent(absence: Absence | null, at: Date): boolean {
  return absence !== null && absence.from <= at && (absence.until === null || at < absence.until);
}

/** When a person is at work, as far as is known. */
export interface Availability {
  /** Null for somebody who is always there. */
  readonly calendar: Calendar | null;
  readonly absence: Absence | null;
}

/** Over a weekend. A ticket waits for somebody on longer leave only where a person says so. */
const MAX_LEAVE_WAIT_MS = 72 * 60 * 60_000;

/**
 * When a person is at work next, leave considered: at `at` itself where they are there. Null for somebody who never is, or
 * whom leave keeps away for more than three days.
 */
export function worksNext({ calendar, absence }: Availability, at: Date): Date | null {
  const startFrom = (from: Date) =>
    calendar === null ? from : orNever(() => nextWorkingInstant(calendar, from));
  const start = startFrom(at);
  if (start === null || absence === null || !isAbsent(absence, start)) return start;
  const back = absence.until === null ? null : startFrom(absence.until);
  return back !== null && back.getTime() - at.getTime() <= MAX_LEAVE_WAIT_MS ? back : null;
}

/**
 * When somebody who has had something since `since` leaves it behind; an instant that is not after `at` once they have.
 * Null for never.
 *
 * They leave when they are out of office, and at the end of a shift that they worked, or could have, after `since`: what
 * they were given outside their hours, by a person or because they come soonest, waits for their next shift. `since` lies
 * ahead for what they were given because they come soonest: leave that is over by then does not count.
 */
export function leavesAt({ calendar, absence }: Availability, since: Date, at: Date): Date | null {
  if (absence !== null && isAbsent(absence, latest(since, at))) return absence.from;
  const absentFrom = absence !== null && absence.from > at ? absence.from : null;
  const shiftEnd = calendar === null ? null : shiftEndAfter(calendar, since, at);
  if (shiftEnd === null || absentFrom === null) return shiftEnd ?? absentFrom;
  return shiftEnd < absentFrom ? shiftEnd : absentFrom;
}

function shiftEndAfter(calendar: Calendar, since: Date, at: Date): Date | null {
  const end = orNever(() => endOfWork(calendar, since));
  const isBack = end !== null && end <= at && isWorkingTime(calendar, at);
  return isBack ? orNever(() => endOfWork(calendar, at)) : end;
}

/**
 * The instant by which so much time has passed since `since` in which the person was there: in their own working time, or
 * in that of `calendar` where they have none. What passes while they are out of office does not count. Null for never.
 */
export function addPresentMs(
  presence: Availability,
  calendar: Calendar,
  since: Date,
  ms: number,
): Date | null {
  const { absence, calendar: own } = presence;
  const hours = own ?? calendar;
  const due = orNever(() => addWorkingMs(hours, since, ms));
  if (due === null || absence === null) return due;
  const { from, until } = absence;
  if (from >= due || (until !== null && until <= since)) return due;
  if (until === null) return null;
  const used = from <= since ? 0 : workingMsBetween(hours, since, from);
  return orNever(() => addWorkingMs(hours, until, ms - used));
}

/** Some calendars hold no more work, and some never end. */
function orNever(find: () => Date): Date | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') return null;
    throw error;
  }
}
