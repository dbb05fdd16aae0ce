import { MS_PER_DAY } from '../../domain/time.js';
import ICAL from 'ical.js';
import { formatDate, parseDate } from '../../domain/sla/calendar/local-time.js';
import { offsetAt, type TimeZone } from '../../domain/sla/calendar/time-zone.js';

/** Outside these years the rules of a zone are guesses, and looking them up is slow. */
export const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const SECONDS_PER_DAY = 86_400;
const MINUTES_PER_DAY = 1_440;

/** The properties of an event that contain its times. */
const WITH_TIMES = ['dtstart', 'dtend', 'recurrence-id', 'rdate', 'exdate'];

/** The library's form of a date without `VALUE=DATE`: `DTSTART:20261003`. */
const BARE_DATE = /^(\d{4}-\d{2}-\d{2})T::$/u;

/** A wall-clock time: days since 1970-01-01, and minutes since midnight. */
interface LocalTime {
  readonly day: number;
  readonly minutes: number;
}

/**
 * Converts the times of a whole-day event to standard dates: dates without `VALUE=DATE`, events from midnight to
 * midnight or until 23:59, and Outlook's all-day events. Other events stay.
 * @param zone the zone in which UTC times may be midnight
 */
export function toWholeDays(component: ICAL.Component, zone: TimeZone): void {
  for (const name of WITH_TIMES) component.getAllProperties(name).forEach(toBareDates);
  const start = component.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time) || start.isDate) return;
  if (start.year < FIRST_YEAR || start.year > LAST_YEAR) return;
  const isShifted = start.zone === ICAL.Timezone.utcTimezone && minutesOf(start) !== 0;
  const localOf = (time: ICAL.Time) => (isShifted ? localIn(zone, time) : asWritten(time));
  const first = localOf(start);
  const until = endOf(component, first, localOf);
  if (until === null) return;
  component.removeAllProperties('duration');
  component.removeAllProperties('dtend');
  component.addPropertyWithValue('dtend', timeOf(until));
  for (const name of WITH_TIMES) {
    for (const property of component.getAllProperties(name)) {
      const times = valuesOf(property).filter((value) => value instanceof ICAL.Time);
      setDates(
        property,
        times.map((time) => (time.isDate ? asWritten(time) : localOf(time)).day),
      );
    }
  }
}

/** The day after the last one; null for an event that does not last whole days. */
function endOf(
  component: ICAL.Component,
  first: LocalTime,
  localOf: (time: ICAL.Time) => LocalTime,
): number | null {
  const isCalledSo =
    String(component.getFirstPropertyValue('x-microsoft-cdo-alldayevent')).toUpperCase() === 'TRUE';
  const end = lastOf(component, first, localOf);
  const isWhole = first.minutes === 0 && end !== null && end.minutes === 0 && end.day > first.day;
  if (isWhole) return end.day;
  return isCalledSo ? Math.max(end?.day ?? 0, first.day + 1) : null;
}

/** Returns the end; 23:59 means the midnight after it. Null for an event without an end. */
function lastOf(
  component: ICAL.Component,
  first: LocalTime,
  localOf: (time: ICAL.Time) => LocalTime,
): LocalTime | null {
  const [end, duration] = ['dtend', 'duration'].map((name) => component.getFirstPropertyValue(name));
  if (end instanceof ICAL.Time) {
    const { day, minutes } = localOf(end);
    return minutes >= MINUTES_PER_DAY - 1 ? { day: day + 1, minutes: 0 } : { day, minutes };
  }
  if (!(duration instanceof ICAL.Duration) || duration.toSeconds() % SECONDS_PER_DAY !== 0) return null;
  return { day: first.day + duration.toSeconds() / SECONDS_PER_DAY, minutes: first.minutes };
}

function toBareDates(property: ICAL.Property): void {
  const [, , , ...values] = property.toJSON() as readonly unknown[];
  const days = values.map((value) => parseDate(BARE_DATE.exec(String(value))?.[1] ?? ''));
  if (days.every((day) => day !== null)) setDates(property, days);
}

function setDates(property: ICAL.Property, days: readonly number[]): void {
  property.removeParameter('tzid');
  property.resetType('date');
  if (property.isMultiValue) property.setValues(days.map(timeOf));
  else if (days[0] !== undefined) property.setValue(timeOf(days[0]));
}

function valuesOf(property: ICAL.Property): unknown[] {
  return property.getValues();
}

function timeOf(day: number): ICAL.Time {
  return ICAL.Time.fromDateString(formatDate(day));
}

function asWritten(time: ICAL.Time): LocalTime {
  return { day: Date.UTC(time.year, time.month - 1, time.day) / MS_PER_DAY, minutes: minutesOf(time) };
}

function minutesOf({ hour, minute }: ICAL.Time): number {
  return hour * 60 + minute;
}

function localIn(zone: TimeZone, time: ICAL.Time): LocalTime {
  const { day, minutes } = asWritten(time);
  const instantMs = day * MS_PER_DAY + minutes * 60_000;
  const localMs = instantMs + offsetAt(zone, instantMs);
  const localDay = Math.floor(localMs / MS_PER_DAY);
  return { day: localDay, minutes: Math.floor((localMs - localDay * MS_PER_DAY) / 60_000) };
}
