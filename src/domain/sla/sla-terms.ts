import { MS_PER_DAY, MS_PER_MINUTE } from '../time.js';
import type { Calendar } from './calendar/calendar.js';
import { localTimeIn, startOfLocalDay } from './calendar/local-day.js';
import { formatDate } from './calendar/local-time.js';
import { nextWorkingInstant, subtractWorkingMinutes, workingMsBetween } from './calendar/working-time.js';
import { targetsFor, type SlaSubject, type SlaTarget, type SlaTargets, type SlaTerms } from './sla.js';

/* The terms of one ticket: the calendar of its row, and targets in working time. */

/**
 * Returns the terms for such a ticket: with the calendar of its row of targets, or that of the policy.
 * Applying it twice, or to another ticket of the policy, gives the same as applying it once.
 */
export function inForce(
  terms: SlaTerms,
  subject: Pick<SlaSubject, 'priority' | 'category' | 'team'>,
): SlaTerms {
  const { policy, calendar, calendars } = terms;
  if (calendars === undefined) return terms;
  const named = targetsFor(policy, subject).calendar ?? policy.calendar;
  const own = calendars.get(named) ?? calendar;
  return own === calendar ? terms : { ...terms, calendar: own };
}

/**
 * Returns the working minutes of a target that begins at `startedAt`, by the calendar of the terms; null for none.
 * Days become working time at the start, so that pauses, warnings and steps count them like minutes.
 */
export function allowedMinutes(
  { calendar }: Pick<SlaTerms, 'calendar'>,
  targets: SlaTargets,
  target: SlaTarget,
  startedAt: Date,
): number | null {
  const days = targets[`${target}Days`] ?? null;
  if (days === null) return targets[`${target}Minutes`] ?? null;
  return workingMsBetween(calendar, startedAt, endOfWorkingDay(calendar, startedAt, days)) / MS_PER_MINUTE;
}

/**
 * Returns the end of work on a day, in the time zone of the calendar.
 * Day 0 is the day of `from`, or the next one with work left. Work beyond midnight ends there.
 * @throws DomainError `invalid_input` if the calendar has too few working days.
 */
export function endOfWorkingDay(calendar: Calendar, from: Date, days: number): Date {
  let midnight = nextMidnight(calendar, nextWorkingInstant(calendar, from));
  for (let day = 0; day < days; day += 1) {
    midnight = nextMidnight(calendar, nextWorkingInstant(calendar, midnight));
  }
  return subtractWorkingMinutes(calendar, midnight, 0);
}

function nextMidnight(calendar: Calendar, at: Date): Date {
  const day = Date.parse(`${localTimeIn(calendar, at).date}T00:00:00Z`) / MS_PER_DAY;
  return startOfLocalDay(calendar, formatDate(day + 1)) ?? at;
}
