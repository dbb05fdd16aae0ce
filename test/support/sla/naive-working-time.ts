import { WEEKDAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';

/**
 * Working time by the letter of the calendar's documentation, slowly: it shares no line with the code under test, asks
 * the platform for every reading of a wall clock, and tries each offset that the zone ever had.
 */
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** The shifts, perhaps overlapping, that may be worked in the nine hours from an instant on. */
export function shiftsAround(calendar: Calendar, aroundMs: number): { startMs: number; endMs: number }[] {
  const today = Math.floor(aroundMs / MS_PER_DAY);
  return [-2, -1, 0, 1].flatMap((delta) => {
    const date = isoDay(today + delta);
    const isOff = calendar.holidays.some(
      (holiday) => holiday.date === date || holiday.date === date.slice(5),
    );
    if (isOff || !dayExists(calendar.timeZone, date)) return [];
    const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]!;
    return calendar.week[weekday].map(({ start, end }) => ({
      startMs: instantOf(calendar.timeZone, date, start),
      endMs: instantOf(calendar.timeZone, end > start ? date : isoDay(today + delta + 1), end),
    }));
  });
}

/** What clocks on the wall read at an instant, as if it were UTC. */
export function localReadings(timeZone: string, instantMs: number): number {
  const [month, day, year, hour, minute, second] = formatter(timeZone)
    .format(instantMs)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}

/** The first instant at which the wall clock reads that; if it never does, counted on from before the gap. */
function instantOf(timeZone: string, date: string, time: string): number {
  const reading = Date.parse(`${date}T00:00Z`) + minutesOf(time) * MS_PER_MINUTE;
  const instants = offsetsOf(timeZone)
    .map((offset) => reading - offset)
    .filter((instant) => localReadings(timeZone, instant) === reading);
  if (instants.length > 0) return Math.min(...instants);
  const dayBefore = reading - 36 * MS_PER_HOUR;
  return reading - (localReadings(timeZone, dayBefore) - dayBefore);
}

const existing = new Map<string, boolean>();

function dayExists(timeZone: string, date: string): boolean {
  const key = `${timeZone} ${date}`;
  let exists = existing.get(key);
  if (exists === undefined) {
    const midnight = Date.parse(date);
    const hours = Array.from({ length: 56 }, (_, index) => midnight + (index - 16) * MS_PER_HOUR);
    exists = hours.some(
      (instant) => Math.floor(localReadings(timeZone, instant) / MS_PER_DAY) === midnight / MS_PER_DAY,
    );
    existing.set(key, exists);
  }
  return exists;
}

const offsets = new Map<string, number[]>();

function offsetsOf(timeZone: string): number[] {
  let known = offsets.get(timeZone);
  if (known === undefined) {
    const seen = new Set<number>();
    for (let at = Date.UTC(2004, 0, 1); at < Date.UTC(2042, 0, 1); at += 5 * MS_PER_DAY) {
      seen.add(localReadings(timeZone, at) - at);
    }
    known = [...seen];
    offsets.set(timeZone, known);
  }
  return known;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (known === undefined) {
    const [two, year] = ['2-digit', 'numeric'] as const;
    const parts = { year, month: two, day: two, hour: two, minute: two, second: two };
    known = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
    formatters.set(timeZone, known);
  }
  return known;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
