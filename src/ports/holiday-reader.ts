import type { Holiday } from '../domain/calendar/calendar.js';

/** Local days, `YYYY-MM-DD`, both included; at most 20 years. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Takes holidays out of a file that somebody publishes, so that nobody has to type them in. */
export interface HolidayReader {
  /**
   * One holiday a day, in order, for all-day events of an iCalendar file (RFC 5545); where several fall on a day, their
   * names are joined. Events of several days are taken apart, those that recur yearly are written out. Events with a
   * time of day and cancelled ones are left out. Does not hang, whatever the file says.
   * @param file at most 1 MB; bytes must be UTF-8.
   * @param range without it, from the year before this one to the third year to come.
   * @throws DomainError `invalid_input`, with what is wrong and what to do about it, for a file that is too large, cannot
   *   be read or has no all-day events, and for events that recur in ways that cannot be written out for certain.
   */
  readHolidays(file: string | Uint8Array, range?: DateRange): readonly Holiday[];
}
