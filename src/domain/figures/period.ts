import { DomainError } from '../errors.js';
import { ALWAYS } from '../sla/calendar/calendar.js';
import { startOfLocalDay } from '../sla/calendar/local-day.js';
import { MS_PER_DAY } from '../time.js';

export const FIGURE_INTERVALS = ['day', 'week', 'month'] as const;
export type FigureInterval = (typeof FIGURE_INTERVALS)[number];

/** Longest period of an answer: two years. */
export const MAX_FIGURE_DAYS = 731;

/** Longest series of an answer: a quarter by days, or two years by weeks. */
export const MAX_FIGURE_PARTS = 130;

/** Days of a time zone, the first and the last included. */
export interface FigurePeriod {
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly interval: FigureInterval;
}

/** A part of a period: a day, or what of a week or month lies in it. */
export interface FigurePart {
  /** Its first day. */
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Returns the parts of a period, oldest first. A day begins at its first instant, also where the clocks skip midnight. Weeks
 * begin on Monday.
 * @throws DomainError `invalid_input` for no such day or time zone, `to` before `from`, and more than
 *   {@link MAX_FIGURE_DAYS} or {@link MAX_FIGURE_PARTS}.
 */
export function partsOf({ from, to, timeZone, interval }: FigurePeriod): readonly FigurePart[] {
  const calendar = { ...ALWAYS, timeZone };
  const begin = (day: number) => {
    const start = startOfLocalDay(calendar, dateOf(day));
    return start ?? fault('from', 'must be a day between 1970 and 2199');
  };
  const [first, last] = [dayOf('from', from), dayOf('to', to)];
  if (last < first) fault('to', 'must not be before from');
  if (last - first >= MAX_FIGURE_DAYS) fault('from', `must be less than ${MAX_FIGURE_DAYS} days before to`);
  const starts: number[] = [];
  for (let day = first; day <= last; day += 1) {
    if (day === first || beginsPart(day, interval)) starts.push(day);
  }
  if (starts.length > MAX_FIGURE_PARTS) {
    fault('interval', `makes ${starts.length} parts; the maximum is ${MAX_FIGURE_PARTS}`);
  }
  return starts.map((day, index) => ({
    day: dateOf(day),
    from: begin(day),
    to: begin(starts[index + 1] ?? last + 1),
  }));
}

function beginsPart(day: number, interval: FigureInterval): boolean {
  const date = new Date(day * MS_PER_DAY);
  if (interval === 'month') return date.getUTCDate() === 1;
  return interval === 'day' || date.getUTCDay() === 1;
}

function dayOf(path: string, date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
  return Number.isInteger(day) ? day : fault(path, 'must be a day: YYYY-MM-DD');
}

function dateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

function fault(path: string, message: string): never {
  throw new DomainError('invalid_input', 'There are no figures for this period.', {
    faults: [{ path, message }],
  });
}
