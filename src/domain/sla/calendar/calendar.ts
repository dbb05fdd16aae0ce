/** In the order of ISO 8601. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * A shift in local wall-clock time `HH:MM`, half-open: it starts at `start` and is over at `end`.
 *
 * An `end` that is not after `start` is on the next day: 22:00–06:00 is a night shift. 24:00 is the end of the day. A
 * shift is shorter than 24 hours, except 00:00–24:00.
 */
export interface WorkingInterval {
  readonly start: string;
  readonly end: string;
}

/**
 * A local day without new shifts: `YYYY-MM-DD` once, `MM-DD` every year.
 * `02-29` applies to leap years only; list another day for the other years.
 */
export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/**
 * Working hours of a team or a person. Versions never change once used, like those of an SLA policy. Plain JSON.
 *
 * What its wall-clock times mean as instants:
 * - A shift belongs to the day on which it begins. A holiday cancels the shifts that begin on it: the night shift that
 *   began the evening before is worked to its end, and the one of the holiday's own evening is not.
 * - A shift lasts from the instant of its start to the instant of its end, whatever clocks do in between: a night
 *   shift is an hour shorter or longer when daylight saving changes.
 * - A time that occurs twice is the first of the two; one that is skipped is as far after the gap as it was into it
 *   (RFC 5545 §3.3.5, "compatible" in ECMAScript's Temporal). A shift of which nothing is left by that does not take
 *   place, shifts that then overlap count once, and a day that a zone skips as a whole has no shifts.
 */
export interface Calendar {
  readonly name: string;
  readonly version: number;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Any number of shifts a day, in any order; they may touch and must not overlap. */
  readonly week: Readonly<Record<Weekday, readonly WorkingInterval[]>>;
  readonly holidays: readonly Holiday[];
}

const ALL_DAY: readonly WorkingInterval[] = [{ start: '00:00', end: '24:00' }];

/** Round the clock, every day: its working time is time itself. */
export const ALWAYS: Calendar = {
  name: 'always',
  version: 1,
  timeZone: 'UTC',
  week: {
    monday: ALL_DAY,
    tuesday: ALL_DAY,
    wednesday: ALL_DAY,
    thursday: ALL_DAY,
    friday: ALL_DAY,
    saturday: ALL_DAY,
    sunday: ALL_DAY,
  },
  holidays: [],
};
