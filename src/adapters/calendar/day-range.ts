/** Days since 1970-01-01, both included. */
export interface DayRange {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** One occurrence of an event that lasts whole days. */
export interface AllDayEvent extends DayRange {
  readonly name: string;
}
