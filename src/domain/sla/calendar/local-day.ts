import { MS_PER_DAY, MS_PER_MINUTE } from '../../time.js';
import type { Calendar } from './calendar.js';
import { formatDate } from './local-time.js';
import { shiftsOn } from './shifts.js';
import { offsetAt } from './time-zone.js';
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
