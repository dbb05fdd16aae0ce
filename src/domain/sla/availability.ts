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

/** The absence of a moderator, who gets no new tickets; open-ended if `until` is null. */
export interface Absence {
  readonly from: Date;
  readonly until: Date | null;
}

/** True while the person is away at the instant `at`. */
export function isAbsent(absence: Absence | null, at: Date): boolean {
  return absence !== null && absence.from <= at && (absence.until === null || at < absence.until);
}

/** The known working times of a person. */
export interface Availability {
  /** Null for a person who is always available. */
  readonly calendar: Calendar | null;
  readonly absence: Absence | null;
}

/** Over a weekend. Only a person can assign a ticket to a moderator on longer leave. */
const MAX_LEAVE_WAIT_MS = 72 * 60 * 60_000;

/**
 * Returns when a person works next, considering leave: `at` itself if they are at work.
 * Null if they never are, or if leave lasts more than three days.
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
 * Returns when the assignee's shift or availability ends, given an assignment at `since`; not after `at` if it has
 * ended, null for never.
 * It ends when they are out of office, and at the end of a shift that they worked, or could have worked, after
 * `since`. An assignment outside their hours waits for their next shift. `since` is in the future for a moderator who
 * was chosen because they start first. Leave that ends before does not count.
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
 * Returns the instant when a person has been present for the given time since `since`.
 * It uses their own working time, or the time of `calendar` if they have none. Time out of office does not count.
 * Null for never.
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
