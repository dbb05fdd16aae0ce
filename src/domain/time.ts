export const MS_PER_MINUTE = 60_000;
export const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE;

/** `at` plus a number of minutes round the clock, which may be a fraction or negative. */
export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MS_PER_MINUTE);
}

/** `at` plus days of 24 hours. */
export function addDays(at: Date, days: number): Date {
  return addMinutes(at, days * 24 * 60);
}

/** The later of two instants. */
export function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
