import ICAL from 'ical.js';
import { z } from 'zod';

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((value) => [value]), z.array(item).max(62)]);

/**
 * The recurrence rules of holidays, as the library parses them.
 * It supports more, but not correctly (as of 2.2.1): it never ends for some rules that are not yearly (its issue
 * 1038), and ignores weeks, scales such as the Chinese calendar, and missing months.
 */
const ruleSchema = z
  .strictObject({
    freq: z.literal('YEARLY'),
    interval: z.int().min(1).max(100).optional(),
    count: z.int().min(1).optional(),
    until: z.string().optional(),
    wkst: z.unknown().optional(),
    bymonth: oneOrMany(z.int().min(1).max(12)).optional(),
    bymonthday: oneOrMany(z.int().min(-31).max(31)).optional(),
    byday: oneOrMany(z.string().regex(/^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/)).optional(),
    bysetpos: oneOrMany(z.int().min(-31).max(31)).optional(),
  })
  .refine(({ bymonth, byday, bymonthday }) => bymonth ?? !(byday ?? bymonthday))
  .refine(
    ({ bysetpos, bymonth, byday, bymonthday }) =>
      !bysetpos || (bymonth?.length === 1 && byday !== undefined && bymonthday === undefined),
  );

/**
 * Returns a recurrence rule that ends by `last`, with explicit month and day: the library reads a bare 29 February as
 * 1 March in other years.
 * @returns null for a rule other than "every n years, in these months, on these days or weekdays".
 */
export function yearlyRule(parsed: unknown, start: ICAL.Time, last: ICAL.Time): ICAL.Recur | null {
  const result = ruleSchema.safeParse(parsed);
  if (!result.success) return null;
  const { interval, count, until, bymonth, bymonthday, byday, bysetpos } = result.data;
  const ownEnd = until === undefined ? last : ICAL.Time.fromDateString(until.slice(0, 10));
  return new ICAL.Recur({
    freq: 'YEARLY',
    interval: interval ?? 1,
    until: ownEnd.compare(last) < 0 ? ownEnd : last,
    bymonth: bymonth ?? [start.month],
    ...(count === undefined ? {} : { count }),
    ...(byday === undefined ? { bymonthday: bymonthday ?? [start.day] } : { byday }),
    ...(byday === undefined || bymonthday === undefined ? {} : { bymonthday }),
    ...(bysetpos === undefined ? {} : { bysetpos }),
  });
}

/** False for what the library makes of days that a month lacks: 1 May of 31 April. */
export function keepsTo(rule: ICAL.Recur, { year, month, day }: ICAL.Time): boolean {
  const { BYMONTH: months = [], BYMONTHDAY: days = [] } = rule.parts;
  const fromEnd = day - ICAL.Time.daysInMonth(month, year) - 1;
  return months.includes(month) && (days.length === 0 || days.includes(day) || days.includes(fromEnd));
}
