import type { FieldFault } from '../../errors.js';
import { WEEKDAYS, type Calendar } from './calendar.js';
import { MINUTES_PER_DAY } from './local-time.js';
import { parseShift } from './shifts.js';

const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

/** A shift in minutes since the start of Monday; a night shift of Sunday ends in the week after. */
interface WeekShift {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Returns one fault for each pair of shifts that overlap in local time, also across midnight and Sunday.
 */
export function overlapFaults(week: Calendar['week']): FieldFault[] {
  const shifts = weekShifts(week);
  return shifts.flatMap((shift, index) =>
    shifts
      .slice(0, index)
      .filter((earlier) => overlap(earlier, shift))
      .map((earlier) => ({ path: shift.path, message: `overlaps ${earlier.path}` })),
  );
}

function weekShifts(week: Calendar['week']): WeekShift[] {
  return WEEKDAYS.flatMap((weekday, day) =>
    week[weekday].flatMap(({ start, end }, index) => {
      const shift = parseShift(start, end);
      if (shift === null) return [];
      const midnight = day * MINUTES_PER_DAY;
      const path = `week.${weekday}.${index}`;
      return { path, start: midnight + shift.startMinute, end: midnight + shift.endMinute };
    }),
  );
}

function overlap(a: WeekShift, b: WeekShift): boolean {
  return [-MINUTES_PER_WEEK, 0, MINUTES_PER_WEEK].some(
    (shift) => a.start < b.end + shift && b.start + shift < a.end,
  );
}
