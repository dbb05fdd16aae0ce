import { MS_PER_DAY } from '../../time.js';
/**
 * Local dates and times as numbers, without a zone:
 * a day in days since 1970-01-01, a time of day in minutes since midnight.
 */
export const MINUTES_PER_DAY = 1440;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_DAY = /^\d{2}-\d{2}$/;

/** Minutes since midnight of `HH:MM`, 24:00 included; null when it is not a time. */
export function parseTime(text: string): number | null {
  if (text === '24:00') return MINUTES_PER_DAY;
  const match = TIME.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** The day of `YYYY-MM-DD`; null when there is no such day. */
export function parseDate(text: string): number | null {
  if (!DATE.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Some engines take 02-30 for 03-02.
  return Number.isNaN(ms) || formatDate(ms / MS_PER_DAY) !== text ? null : ms / MS_PER_DAY;
}

/** An `MM-DD` as {@link monthDayOf} counts it; null when no year has it. */
export function parseMonthDay(text: string): number | null {
  const day = MONTH_DAY.test(text) ? parseDate(`2000-${text}`) : null;
  return day === null ? null : monthDayOf(day);
}

/** Month and day of a day as one number: 1224 for Christmas Eve. */
export function monthDayOf(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** `YYYY-MM-DD`. */
export function formatDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndexOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
