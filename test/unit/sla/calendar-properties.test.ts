import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../../src/domain/sla/calendar/validate-calendar.js';
import {
  addWorkingMinutes,
  addWorkingMs,
  endOfWork,
  isWorkingTime,
  nextWorkingInstant,
  subtractWorkingMs,
  workingMinutesBetween,
  workingMsBetween,
} from '../../../src/domain/sla/calendar/working-time.js';
import { calendarCases, MS_PER_MINUTE, weekShares } from '../../support/sla/calendars.js';
import { shiftsAround } from '../../support/sla/naive-working-time.js';

/** In each run of CI, which has other seeds, under two versions of Node. */
const RUNS = { numRuns: 3_000 };

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** In place of `expect`, which takes longer than what it checks here a million times. */
function check(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}

function same(actual: Date | number, expected: Date | number): void {
  if (actual.valueOf() !== expected.valueOf()) throw new Error(`${text(actual)} should be ${text(expected)}`);
}

function text(value: Date | number): string {
  return typeof value === 'number' ? String(value) : value.toISOString();
}

describe('working time, on random calendars', () => {
  it('adding is exact, ends in working time, and subtracting leads back', () => {
    fc.assert(
      fc.property(calendarCases, weekShares, ({ calendar, at, weekMs }, share) => {
        const ms = Math.round(weekMs * share);
        const sum = addWorkingMs(calendar, at, ms);
        same(workingMsBetween(calendar, at, sum), ms);
        check(
          isWorkingTime(calendar, sum) || isWorkingTime(calendar, after(sum, -1)),
          'outside working time',
        );
        if (ms > 0) {
          check(isWorkingTime(calendar, after(sum, -1)), 'the working time was over before');
          same(subtractWorkingMs(calendar, sum, ms), nextWorkingInstant(calendar, at));
        }
        if (isWorkingTime(calendar, at)) same(subtractWorkingMs(calendar, sum, ms), at);
      }),
      RUNS,
    );
  });

  it('a shift ends exactly when work ends', () => {
    fc.assert(
      fc.property(calendarCases, ({ calendar, at }) => {
        const end = endOfWork(calendar, at);
        check(end > at && !isWorkingTime(calendar, end), 'it is not over');
        check(isWorkingTime(calendar, after(end, -1)), 'it was over before');
        const start = nextWorkingInstant(calendar, at);
        same(workingMsBetween(calendar, start, end), end.getTime() - start.getTime());
      }),
      RUNS,
    );
  });

  it('subtracting is exact, ends in working time, and adding leads back', () => {
    fc.assert(
      fc.property(calendarCases, weekShares, ({ calendar, at, weekMs }, share) => {
        const ms = Math.round(weekMs * share);
        const start = subtractWorkingMs(calendar, at, ms);
        same(workingMsBetween(calendar, start, at), ms);
        check(
          isWorkingTime(calendar, start) || (ms === 0 && isWorkingTime(calendar, after(start, -1))),
          'outside working time',
        );
        if (isWorkingTime(calendar, after(at, -1))) same(addWorkingMs(calendar, start, ms), at);
      }),
      RUNS,
    );
  });

  it('is monotone and adds up', () => {
    fc.assert(
      fc.property(
        calendarCases,
        weekShares,
        weekShares,
        fc.nat({ max: 14 * 1440 * MS_PER_MINUTE }),
        ({ calendar, at, weekMs }, share, otherShare, gapMs) => {
          const [ms, moreMs] = [Math.round(weekMs * share), Math.round(weekMs * otherShare)];
          const later = after(at, gapMs);
          const sum = addWorkingMs(calendar, at, ms);
          const longer = addWorkingMs(calendar, at, ms + moreMs);
          check(at <= sum && sum <= longer, 'more working time ended earlier');
          check(sum <= addWorkingMs(calendar, later, ms), 'a later start ended earlier');
          same(addWorkingMs(calendar, sum, moreMs), longer);
          const between = workingMsBetween(calendar, at, later);
          check(0 <= between && between <= gapMs, 'more working time than time');
          same(workingMsBetween(calendar, later, at), 0 - between);
          same(workingMsBetween(calendar, later, longer), ms + moreMs - between);
        },
      ),
      RUNS,
    );
  });

  it('agrees with a literal implementation of the rules, minute by minute', () => {
    fc.assert(
      fc.property(calendarCases, fc.integer({ min: 1, max: 400 }), ({ calendar, at }, length) => {
        const start = Math.floor(at.getTime() / MS_PER_MINUTE) * MS_PER_MINUTE;
        const shifts = shiftsAround(calendar, start);
        const instants = Array.from({ length }, (_, index) => start + index * MS_PER_MINUTE);
        const isWorked = (ms: number) => shifts.some(({ startMs, endMs }) => startMs <= ms && ms < endMs);
        const worked = instants.filter(isWorked);
        const end = new Date(start + length * MS_PER_MINUTE);
        for (const ms of instants) {
          check(isWorkingTime(calendar, new Date(ms)) === isWorked(ms), `otherwise at epoch ${ms}`);
        }
        same(workingMinutesBetween(calendar, new Date(start), end), worked.length);
        if (worked.length === 0) return;
        const last = worked.at(-1)! + MS_PER_MINUTE;
        same(addWorkingMinutes(calendar, new Date(start), worked.length), new Date(last));
        same(nextWorkingInstant(calendar, new Date(start)), new Date(worked[0]!));
        same(subtractWorkingMs(calendar, end, worked.length * MS_PER_MINUTE), new Date(worked[0]!));
      }),
      RUNS,
    );
  });

  it('an always-open calendar counts elapsed time', () => {
    const days = 1000 * 1440;
    fc.assert(
      fc.property(calendarCases, fc.integer({ min: 0, max: days }), ({ at }, minutes) => {
        const sum = after(at, minutes * MS_PER_MINUTE);
        same(addWorkingMinutes(ALWAYS, at, minutes), sum);
        same(subtractWorkingMs(ALWAYS, sum, minutes * MS_PER_MINUTE), at);
        same(workingMinutesBetween(ALWAYS, at, sum), minutes);
        same(nextWorkingInstant(ALWAYS, at), at);
      }),
      RUNS,
    );
  });

  it('accepts every such calendar, also after a round trip through JSON', () => {
    fc.assert(
      fc.property(calendarCases, ({ calendar }) => {
        expect(validateCalendar(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
      }),
    );
  });
});
