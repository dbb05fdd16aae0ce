import type { Holiday } from '../../domain/sla/calendar/calendar.js';

/** Local days, `YYYY-MM-DD`, both included; at most 20 years. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The reason why an event is not a holiday.
 * `observance`: its publisher does not mark a day off; `timed`: it does not last whole days; `cancelled`;
 * `unreadable`: it violates the standard, or its recurrence cannot be expanded with certainty.
 */
export const LEFT_OUT_REASONS = ['observance', 'timed', 'cancelled', 'unreadable'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** An event of a file that gives no holiday. */
export interface LeftOutEvent {
  readonly name: string;
  /** The first day, `YYYY-MM-DD`; null if it cannot be parsed. */
  readonly date: string | null;
  readonly reason: LeftOutReason;
  /** The reason in words, for people. */
  readonly message: string;
}

/** The content of a holiday file. */
export interface HolidayFile {
  /** One a day, in order. */
  readonly holidays: readonly Holiday[];
  /** In the order of the file. */
  readonly leftOut: readonly LeftOutEvent[];
}

export interface HolidayOptions {
  /** Without it, from the year before this one to the third year to come. */
  readonly range?: DateRange | undefined;
  /** IANA name of the zone for times that the file gives in UTC. Default UTC. */
  readonly timeZone?: string;
  /** Whether observances are taken as well. */
  readonly includesObservances?: boolean;
}

/** Reads holidays from a published file. */
export interface HolidayReader {
  /**
   * Returns one holiday per day, in order, for all-day events of an iCalendar file (RFC 5545), also if written from
   * midnight to midnight. Several events on a day share its name. Events of several days are split, and yearly ones
   * expanded. Other events are listed with a reason. It ends for every file.
   * @param file at most 1 MB; bytes must be UTF-8.
   * @throws DomainError `invalid_input`, with the fault and its fix, for a file that is too large, unreadable, or
   *   without holidays.
   */
  readHolidays(file: string | Uint8Array, options?: HolidayOptions): HolidayFile;
}
