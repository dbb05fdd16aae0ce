import { MS_PER_DAY, MS_PER_MINUTE } from '../../time.js';
import type { Calendar } from './calendar.js';
import { formatDate, parseDate } from './local-time.js';
import { shiftsOn } from './shifts.js';
import { instantOf, offsetAt } from './time-zone.js';
import { checkedMs, timelineOf } from './timeline.js';

/** Date and time of day in a zone. */
interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight, by the clock. */
  readonly minute: number;
  /** True when a shift begins on this day. */
  readonly isWorkingDay: boolean;
}

/**
 * Returns the local day and time of an instant in the time zone of the calendar.
 * @throws DomainError `invalid_input` for a faulty calendar and for instants outside 1970–2199.
 */
export function localTimeIn(calendar: Calendar, at: Date): LocalTime {
  const { timetable } = timelineOf(calendar);
  const instantMs = checkedMs(at);
  const localMs = instantMs + offsetAt(timetable.zone, instantMs);
  const day = Math.floor(localMs / MS_PER_DAY);
  return {
    date: formatDate(day),
    minute: Math.floor((localMs - day * MS_PER_DAY) / MS_PER_MINUTE),
    isWorkingDay: shiftsOn(timetable, day).length > 0,
  };
}

/**
 * Returns the first instant of a day, `YYYY-MM-DD`, in the time zone of the calendar; null when there is no such day.
 * Where the clocks skip midnight, it is the first instant after the gap.
 * @throws DomainError `invalid_input` for a faulty calendar.
 */
export function startOfLocalDay(calendar: Calendar, date: string): Date | null {
  const day = parseDate(date);
  if (day === null) return null;
  const { zone } = timelineOf(calendar).timetable;
  const start = instantOf(zone, day * MS_PER_DAY);
  return new Date(start);
}
