import type { Holiday } from '../../domain/sla/calendar/calendar.js';
import { formatDate, parseDate } from '../../domain/sla/calendar/local-time.js';
import { MAX_HOLIDAYS, MAX_NAME_LENGTH } from '../../domain/sla/calendar/validate-calendar.js';
import type { Clock } from '../../ports/clock.js';
import { timeZoneOf } from '../../domain/sla/calendar/time-zone.js';
import type { DateRange, HolidayReader } from '../../ports/sla/holiday-reader.js';
import { allDayEvents } from './all-day-events.js';
import type { AllDayEvent, DayRange } from './day-range.js';
import { unreadable } from './unreadable.js';
import { parseEvents } from './parse-events.js';

const MAX_RANGE_DAYS = 20 * 366;

/** Creates a reader of iCalendar files with `ical.js`. `clock` decides the default years. */
export function createIcalHolidayReader(clock: Clock): HolidayReader {
  return {
    readHolidays(file, { range, timeZone = 'UTC', includesObservances = false } = {}) {
      const days = dayRangeOf(range ?? yearsAround(clock.now()));
      const options = { zone: timeZoneOf(timeZone), includesObservances };
      const { events, leftOut } = allDayEvents(parseEvents(file), days, options);
      const named = leftOut.map((event) => ({ ...event, name: shortened(event.name) }));
      return { holidays: holidaysOf(events, days), leftOut: named };
    },
  };
}

function yearsAround(now: Date): DateRange {
  const year = now.getUTCFullYear();
  return { from: `${year - 1}-01-01`, to: `${year + 3}-12-31` };
}

function dayRangeOf({ from, to }: DateRange): DayRange {
  const [firstDay, lastDay] = [parseDate(from), parseDate(to)];
  if (firstDay === null || lastDay === null || lastDay < firstDay || lastDay - firstDay > MAX_RANGE_DAYS) {
    throw unreadable([{ path: 'range', message: 'must be two days, YYYY-MM-DD, at most 20 years apart' }]);
  }
  return { firstDay, lastDay };
}

function holidaysOf(events: readonly AllDayEvent[], range: DayRange): Holiday[] {
  const names = new Map<number, Set<string>>();
  for (const { name, firstDay, lastDay } of events) {
    const last = Math.min(lastDay, range.lastDay);
    for (let day = Math.max(firstDay, range.firstDay); day <= last; day += 1) {
      names.set(day, (names.get(day) ?? new Set()).add(name));
    }
  }
  if (names.size > MAX_HOLIDAYS) {
    const message = `has ${names.size} days off; a calendar takes at most ${MAX_HOLIDAYS}. Read fewer years.`;
    throw unreadable([{ path: 'file', message }]);
  }
  return [...names]
    .sort(([a], [b]) => a - b)
    .map(([day, called]) => ({ date: formatDate(day), name: shortened([...called].join(' / ')) }));
}

/** Cuts a name to the maximum of a calendar, but not within a character. */
function shortened(name: string): string {
  return name.slice(0, MAX_NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
