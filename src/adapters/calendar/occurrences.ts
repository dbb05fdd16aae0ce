import { MS_PER_DAY } from '../../domain/time.js';
import ICAL from 'ical.js';
import { formatDate } from '../../domain/sla/calendar/local-time.js';
import { singleLine } from '../../domain/single-line.js';
import type { AllDayEvent, DayRange } from './day-range.js';
import { FIRST_YEAR, LAST_YEAR } from './whole-days.js';
import { unreadable } from './unreadable.js';
import { keepsTo, yearlyRule } from './yearly-rule.js';

/** Years to look through and dates to find, over a whole file: what is done for it is bounded. */
export interface Budget {
  stepsLeft: number;
  /** By `performance.now()`: for some years, the library needs a hundred times as long as for others. */
  readonly until: number;
}

const DAYS_PER_YEAR = 365;
const MAX_DAYS_LONG = 366;
const MAX_LISTED_DATES = 1_000;

/** Returns true for a date of a series that another event of the file replaces. */
export type IsReplaced = (date: ICAL.Time) => boolean;

/**
 * Returns the occurrences of an all-day event until the end of the range, without replaced ones.
 * @returns a description of the fault if the event has one.
 */
export function occurrencesOf(
  event: ICAL.Event,
  isReplaced: IsReplaced,
  range: DayRange,
  budget: Budget,
): readonly AllDayEvent[] | string {
  const { component, startDate } = event;
  const firstDay = dayOf(startDate);
  // The end is not included; an event that ends as it begins, against the standard, lasts a day all the same.
  const length = Math.max(1, dayOf(event.endDate) - firstDay);
  if (startDate.year < FIRST_YEAR || startDate.year > LAST_YEAR) {
    return `does not begin between ${FIRST_YEAR} and ${LAST_YEAR}`;
  }
  if (!(length <= MAX_DAYS_LONG)) return 'lasts longer than a year';
  const name = nameOf(component);
  const inDays = (first: number) => ({ name, firstDay: first, lastDay: first + length - 1 });
  if (event.isRecurrenceException() || !event.isRecurring()) return [inDays(firstDay)];

  const listed = listedDates(component);
  if (listed.length > MAX_LISTED_DATES) return `lists more than ${MAX_LISTED_DATES} dates`;
  const [property, second] = component.getAllProperties('rrule');
  if (second !== undefined) return 'has more than one recurrence rule: use single events';
  const last = ICAL.Time.fromDateString(formatDate(range.lastDay));
  const rule = property === undefined ? undefined : yearlyRule(parsedValue(property), startDate, last);
  if (rule === null)
    return 'has a recurrence rule that is not supported: make it yearly, or use single events';
  if (rule !== undefined) property?.setValue(rule);
  const dates = datesOf(event, range, budget);
  const listedDays = new Set(listed.map((value) => (value instanceof ICAL.Time ? dayOf(value) : null)));
  return dates
    .filter((date) => rule === undefined || keepsTo(rule, date) || listedDays.has(dayOf(date)))
    .filter((date) => !isReplaced(date))
    .map((date) => inDays(dayOf(date)));
}

/**
 * @throws DomainError `invalid_input` once the budget is used up, for the whole file: no single event is at fault.
 */
function datesOf(event: ICAL.Event, range: DayRange, budget: Budget): ICAL.Time[] {
  const found: ICAL.Time[] = [];
  take(budget, Math.max(0, Math.ceil((range.lastDay - dayOf(event.startDate)) / DAYS_PER_YEAR)));
  const dates = event.iterator();
  for (let date = nextOf(dates); date && dayOf(date) <= range.lastDay; date = nextOf(dates)) {
    take(budget, 1);
    found.push(date);
  }
  return found;
}

function take(budget: Budget, steps: number): void {
  budget.stepsLeft -= steps;
  if (budget.stepsLeft >= 0 && performance.now() <= budget.until) return;
  const message = 'has too many recurrences in total: export fewer years or fewer events';
  throw unreadable([{ path: 'file', message }]);
}

/** Returns the name of the event, on one line. */
export function nameOf(component: ICAL.Component): string {
  const summary = parsedValue(component.getFirstProperty('summary'));
  const name = typeof summary === 'string' ? singleLine(summary.replace(/\s+/gu, ' ')) : '';
  return name === '' ? 'Holiday' : name;
}

/** Returns the extra dates of an event in addition to its rule, and the excluded ones. */
function listedDates(component: ICAL.Component): unknown[] {
  return ['rdate', 'exdate']
    .flatMap((name) => component.getAllProperties(name))
    .flatMap((property): unknown[] => property.getValues());
}

/** The raw value in the file, before it becomes an object: this never fails. */
function parsedValue(property: ICAL.Property | null): unknown {
  if (property === null) return null;
  const [, , , value] = property.toJSON() as readonly unknown[];
  return value;
}

/** Returns days since 1970-01-01, ignoring the time of day. */
export function dayOf({ year, month, day }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** The library's types hide that the dates end, which happens in two ways. */
function nextOf(dates: ICAL.RecurExpansion): ICAL.Time | null | undefined {
  return dates.next();
}
