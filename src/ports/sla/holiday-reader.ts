import type { Holiday } from '../../domain/sla/calendar/calendar.js';

/** Local days, `YYYY-MM-DD`, both included; at most 20 years. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Why an event gives no holiday. `observance`: its publisher says that nobody has the day off; `timed`: it does not last whole
 * days; `cancelled`; `unreadable`: it breaks the standard, or recurs in a way that cannot be written out for certain.
 */
export const LEFT_OUT_REASONS = ['observance', 'timed', 'cancelled', 'unreadable'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** An event of a file that gives no holiday. */
export interface LeftOutEvent {
  readonly name: string;
  /** Its first day, `YYYY-MM-DD`; null where that cannot be read. */
  readonly date: string | null;
  readonly reason: LeftOutReason;
  /** The reason in words, for people. */
  readonly message: string;
}

/** What a file of holidays says. */
export interface HolidayFile {
  /** One a day, in order. */
  readonly holidays: readonly Holiday[];
  /** In the order of the file. */
  readonly leftOut: readonly LeftOutEvent[];
}

export interface HolidayOptions {
  /** Without it, from the year before this one to the third year to come. */
  readonly range?: DateRange | undefined;
  /** IANA name: the zone in which times that the file gives in UTC are looked at. UTC unless it is said. */
  readonly timeZone?: string;
  /** Whether observances are taken as well. */
  readonly includesObservances?: boolean;
}

/** Takes holidays out of a file that somebody publishes, so that nobody has to type them in. */
export interface HolidayReader {
  /**
   * One holiday a day, in order, for all-day events of an iCalendar file (RFC 5545), also those that are written from midnight
   * to midnight; where several fall on a day, their names are joined. Events of several days are taken apart, those that
   * recur yearly are written out. Other events are left out and named. Does not hang, whatever the file says.
   * @param file at most 1 MB; bytes must be UTF-8.
   * @throws DomainError `invalid_input`, with what is wrong and what to do about it, for a file that is too large, cannot
   *   be read, or has no event that gives a holiday.
   */
  readHolidays(file: string | Uint8Array, options?: HolidayOptions): HolidayFile;
}
