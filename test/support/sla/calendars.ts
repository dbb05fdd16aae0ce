import fc from 'fast-check';
import { WEEKDAYS, type Calendar, type WorkingInterval } from '../../../src/domain/sla/calendar/calendar.js';
import { localReadings } from './naive-working-time.js';

export const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const MINUTES_PER_DAY = 1440;
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;
const [FIRST_DAY, LAST_DAY] = [Date.UTC(2005, 0, 1) / MS_PER_DAY, Date.UTC(2040, 0, 1) / MS_PER_DAY];

/** Among them half an hour of daylight saving, two hours of it, a skipped day, gaps at midnight and in Ramadan. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
];

/** A calendar and an instant to start from, near which its holidays lie. */
export interface CalendarCase {
  readonly calendar: Calendar;
  readonly at: Date;
  /** Working time of a week without holidays. */
  readonly weekMs: number;
}

type Week = Record<(typeof WEEKDAYS)[number], WorkingInterval[]>;

/** A calendar open from nine to five, Monday to Friday, but for what is given. */
export function officeHours(
  fields: Partial<Omit<Calendar, 'week'>> & { week?: Partial<Week> } = {},
): Calendar {
  const day = [{ start: '09:00', end: '17:00' }];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  return {
    name: 'office',
    version: 1,
    timeZone: 'Europe/Berlin',
    holidays: [],
    ...fields,
    week: { ...emptyWeek(), ...(fields.week ?? week) },
  };
}

/** Any week of one to eight shifts, one in two of them at the hours when clocks change; half of the instants near a change. */
export const calendarCases: fc.Arbitrary<CalendarCase> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    points: fc.uniqueArray(minuteOfWeek(), { minLength: 2, maxLength: 16 }),
    isShifted: fc.boolean(),
    day: fc.oneof(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), fc.nat({ max: 500 })),
    msOfDay: fc.oneof(fc.nat({ max: MS_PER_DAY }), fc.nat({ max: MINUTES_PER_DAY }).map(inMs)),
    daysOff: fc.array(fc.integer({ min: -12, max: 24 }), { maxLength: 6 }),
    yearlyDaysOff: fc.array(fc.integer({ min: -12, max: 24 }), { maxLength: 3 }),
  })
  .map(({ timeZone, points, isShifted, day, msOfDay, daysOff, yearlyDaysOff }) => {
    const [week, minutes] = weekOf(points, isShifted);
    const startDay = day >= FIRST_DAY ? day : dayNearChange(timeZone, day);
    const dates = daysOff.map((delta) => isoDay(startDay + delta));
    const yearly = yearlyDaysOff.map((delta) => isoDay(startDay + delta).slice(5));
    const holidays = [...new Set([...dates, ...yearly, '02-29'])].map((date) => ({ date, name: date }));
    return {
      calendar: { name: 'random', version: 1, timeZone, week, holidays },
      at: new Date(startDay * MS_PER_DAY + msOfDay),
      weekMs: inMs(minutes),
    };
  });

/** So much working time that it lies within a few weeks: a share of the week's, in whole milliseconds. */
export const weekShares: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1.5, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 20, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2) },
);

function minuteOfWeek(): fc.Arbitrary<number> {
  const atNight = fc
    .tuple(fc.nat({ max: 6 }), fc.nat({ max: 16 }))
    .map(([day, quarter]) => day * MINUTES_PER_DAY + quarter * 15);
  return fc.oneof(fc.nat({ max: MINUTES_PER_WEEK - 1 }), atNight);
}

/** Every other stretch between the points is a shift, cut where it would last a day. */
function weekOf(unsorted: readonly number[], isShifted: boolean): [Week, number] {
  const points = unsorted.slice(0, unsorted.length - (unsorted.length % 2)).sort((a, b) => a - b);
  if (isShifted) points.push((points.shift() ?? 0) + MINUTES_PER_WEEK);
  const week = emptyWeek();
  let minutes = 0;
  for (let index = 0; index < points.length; index += 2) {
    const start = points[index]!;
    const end = Math.min(points[index + 1]!, start + MINUTES_PER_DAY - 1);
    week[WEEKDAYS[Math.floor(start / MINUTES_PER_DAY) % 7]!].push({ start: clock(start), end: clock(end) });
    minutes += end - start;
  }
  return [week, minutes];
}

function emptyWeek(): Week {
  return { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
}

const changes = new Map<string, number[]>();

/** A day at most one away from a change of the zone's offset; any day where there are none. */
function dayNearChange(timeZone: string, choice: number): number {
  const known = changes.get(timeZone) ?? findChanges(timeZone);
  changes.set(timeZone, known);
  return (known[choice % known.length] ?? FIRST_DAY) + (choice % 3) - 1;
}

function findChanges(timeZone: string): number[] {
  const days: number[] = [];
  const offset = (day: number) => localReadings(timeZone, day * MS_PER_DAY) - day * MS_PER_DAY;
  for (let day = FIRST_DAY; day < LAST_DAY; day += 1) if (offset(day) !== offset(day + 1)) days.push(day);
  return days;
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

function inMs(minutes: number): number {
  return minutes * MS_PER_MINUTE;
}
