import { MS_PER_DAY, MS_PER_MINUTE } from '../../time.js';
import { WEEKDAYS, type Calendar } from './calendar.js';
import {
  MINUTES_PER_DAY,
  monthDayOf,
  parseDate,
  parseMonthDay,
  parseTime,
  weekdayIndexOf,
} from './local-time.js';
import { instantOf, offsetAt, timeZoneOf, type TimeZone } from './time-zone.js';

/** Minutes since the midnight with which the shift's day begins; the end of a night shift is past 1440. */
export interface Shift {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** A stretch of time in epoch milliseconds, half-open. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A calendar made ready for arithmetic. */
export interface Timetable {
  readonly zone: TimeZone;
  /** Indexed by {@link weekdayIndexOf}. */
  readonly shifts: readonly (readonly Shift[])[];
  readonly holidays: ReadonlySet<number>;
  /** Values of {@link monthDayOf}. */
  readonly yearlyHolidays: ReadonlySet<number>;
}

/** Maximum days between a section of UTC and the local day of a shift in it: zone, night and gap. */
const REACH_DAYS = 3;

/** Parses a shift; null for an invalid time or a shift without length. */
export function parseShift(start: string, end: string): Shift | null {
  const [startMinute, endMinute] = [parseTime(start), parseTime(end)];
  if (startMinute === null || endMinute === null || startMinute >= MINUTES_PER_DAY) return null;
  if (startMinute === endMinute) return null;
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : endMinute + MINUTES_PER_DAY };
}

/** `calendar` must be valid: invalid parts are left out. */
export function timetableOf(calendar: Calendar): Timetable {
  const dates = calendar.holidays.map(({ date }) => date);
  return {
    zone: timeZoneOf(calendar.timeZone),
    shifts: WEEKDAYS.map((weekday) =>
      calendar.week[weekday].flatMap(({ start, end }) => parseShift(start, end) ?? []),
    ),
    holidays: new Set(dates.flatMap((date) => parseDate(date) ?? [])),
    yearlyHolidays: new Set(dates.flatMap((date) => parseMonthDay(date) ?? [])),
  };
}

/** The working time between two instants, in order and without overlaps, cut off at both ends. */
export function workingSpans(timetable: Timetable, fromMs: number, untilMs: number): Span[] {
  const spans: Span[] = [];
  const lastDay = Math.floor(untilMs / MS_PER_DAY) + REACH_DAYS;
  for (let day = Math.floor(fromMs / MS_PER_DAY) - REACH_DAYS; day <= lastDay; day += 1) {
    for (const shift of shiftsOn(timetable, day)) {
      const startMs = Math.max(fromMs, instantOnDay(timetable.zone, day, shift.startMinute));
      const endMs = Math.min(untilMs, instantOnDay(timetable.zone, day, shift.endMinute));
      if (startMs < endMs) spans.push({ startMs, endMs });
    }
  }
  return joinSpans(spans);
}

/** The shifts that begin on a local day. */
export function shiftsOn(timetable: Timetable, day: number): readonly Shift[] {
  const shifts = timetable.shifts[weekdayIndexOf(day)] ?? [];
  if (shifts.length === 0 || isHoliday(timetable, day) || !exists(timetable.zone, day)) return [];
  return shifts;
}

function isHoliday({ holidays, yearlyHolidays }: Timetable, day: number): boolean {
  return holidays.has(day) || (yearlyHolidays.size > 0 && yearlyHolidays.has(monthDayOf(day)));
}

/** Returns false for a day that the zone skipped at the date line, as Samoa did with 2011-12-30. */
function exists(zone: TimeZone, day: number): boolean {
  const start = instantOnDay(zone, day, 0);
  return Math.floor((start + offsetAt(zone, start)) / MS_PER_DAY) === day;
}

function instantOnDay(zone: TimeZone, day: number, minute: number): number {
  return instantOf(zone, day * MS_PER_DAY + minute * MS_PER_MINUTE);
}

function joinSpans(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.sort((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last === undefined || last.endMs < span.startMs) result.push(span);
    else if (last.endMs < span.endMs) result[result.length - 1] = { ...last, endMs: span.endMs };
  }
  return result;
}
