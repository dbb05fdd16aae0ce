import { MS_PER_MINUTE } from '../../time.js';
import { DomainError } from '../../errors.js';
import { contains, elapsedAt, endIn, firstAfter, lastAfter, nextIn, previousEndIn } from './block.js';
import type { Calendar } from './calendar.js';
import { blockAt, blockIndexOf, checkedMs, timelineOf, type Timeline } from './timeline.js';
import { walkBack, walkForward } from './walk.js';

/*
 * Arithmetic in working time.
 * Exact to the millisecond, and equal everywhere for the same time-zone data.
 *
 * Working time is half-open: a shift is over at its end. A sum may still be that end: one due after the last minute
 * of Friday is due on Friday at 17:00, not on Monday at 09:00. Both directions therefore follow one rule. A sum is
 * the nearest instant, inside working time or at its edge, with exactly that much working time between it and the
 * given one. From any working instant, adding and then subtracting returns to it.
 *
 * Every function throws a DomainError `invalid_input` for a faulty calendar and for instants outside 1970–2199.
 */

/** True from the start of a shift until just before its end. */
export function isWorkingTime(calendar: Calendar, at: Date): boolean {
  return isWorking(timelineOf(calendar), checkedMs(at));
}

/**
 * Returns `at` itself in working time, otherwise the start of the next shift.
 * @throws DomainError `invalid_input` if there is none for about five years.
 */
export function nextWorkingInstant(calendar: Calendar, at: Date): Date {
  const ms = checkedMs(at);
  return new Date(walkForward(calendar, ms, (block) => nextIn(block, ms)));
}

/**
 * Returns the end of the shift of `at`, or of the next shift outside working time; adjacent shifts are one.
 * @throws DomainError `invalid_input` if there is none for about five years, as in a calendar without a pause.
 */
export function endOfWork(calendar: Calendar, at: Date): Date {
  const fromMs = checkedMs(at);
  const timeline = timelineOf(calendar);
  const end = walkForward(calendar, fromMs, (block) => {
    for (let ms = endIn(block, fromMs); ms !== null; ms = endIn(block, ms)) {
      // Blocks cut shifts. If work continues there, it is not an end.
      if (!isWorking(timeline, ms)) return ms;
    }
    return null;
  });
  return new Date(end);
}

/**
 * Returns the first instant when `minutes` of working time have passed since `from`.
 * It is never outside working time, but may be the end of a shift. For no minutes, it is `from` itself, or the next
 * start if `from` is outside.
 * @param minutes 0 or more; fractions count to the millisecond.
 * @throws DomainError `invalid_input` for a negative number, and for a result more than about five years away.
 */
export function addWorkingMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  return addWorkingMs(calendar, from, minutes * MS_PER_MINUTE);
}

/** As {@link addWorkingMinutes}, in milliseconds. */
export function addWorkingMs(calendar: Calendar, from: Date, ms: number): Date {
  const fromMs = checkedMs(from);
  let remaining = checkedAmount(ms);
  const timeline = timelineOf(calendar);
  if (remaining === 0) {
    return isWorking(timeline, fromMs - 1) ? new Date(fromMs) : nextWorkingInstant(calendar, from);
  }
  remaining += elapsedAt(blockAt(timeline, blockIndexOf(fromMs)), fromMs);
  const sum = walkForward(calendar, fromMs, (block) => {
    if (remaining <= block.totalMs) return firstAfter(block, remaining);
    remaining -= block.totalMs;
    return null;
  });
  return new Date(sum);
}

/**
 * Returns the last instant from which `minutes` of working time pass until `until`.
 * It is never outside working time. For no minutes, it is `until` itself, or the end of the shift before if `until`
 * is outside. It mirrors {@link addWorkingMinutes}.
 * @param minutes 0 or more; fractions count to the millisecond.
 * @throws DomainError `invalid_input` for a negative number, and for a result more than about five years away.
 */
export function subtractWorkingMinutes(calendar: Calendar, until: Date, minutes: number): Date {
  return subtractWorkingMs(calendar, until, minutes * MS_PER_MINUTE);
}

/** As {@link subtractWorkingMinutes}, in milliseconds. */
export function subtractWorkingMs(calendar: Calendar, until: Date, ms: number): Date {
  const untilMs = checkedMs(until);
  let remaining = checkedAmount(ms);
  const timeline = timelineOf(calendar);
  if (remaining === 0) {
    if (isWorking(timeline, untilMs)) return new Date(untilMs);
    return new Date(walkBack(calendar, untilMs, (block) => previousEndIn(block, untilMs)));
  }
  const sum = walkBack(calendar, untilMs, (block) => {
    const elapsed = elapsedAt(block, untilMs);
    if (remaining <= elapsed) return lastAfter(block, elapsed - remaining);
    remaining -= elapsed;
    return null;
  });
  return new Date(sum);
}

/**
 * Returns the working minutes from one instant to another, with fractions; negative if `to` is earlier.
 */
export function workingMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  return workingMsBetween(calendar, from, to) / MS_PER_MINUTE;
}

/** As {@link workingMinutesBetween}, in whole milliseconds. */
export function workingMsBetween(calendar: Calendar, from: Date, to: Date): number {
  const [fromMs, toMs] = [checkedMs(from), checkedMs(to)];
  if (toMs < fromMs) return 0 - workingMsBetween(calendar, to, from);
  const timeline = timelineOf(calendar);
  const last = blockIndexOf(toMs);
  let sum = -elapsedAt(blockAt(timeline, blockIndexOf(fromMs)), fromMs);
  for (let index = blockIndexOf(fromMs); index < last; index += 1) sum += blockAt(timeline, index).totalMs;
  return sum + elapsedAt(blockAt(timeline, last), toMs);
}

function isWorking(timeline: Timeline, instantMs: number): boolean {
  return contains(blockAt(timeline, blockIndexOf(instantMs)), instantMs);
}

function checkedAmount(ms: number): number {
  if (ms >= 0 && Number.isFinite(ms)) return Math.round(ms);
  throw new DomainError('invalid_input', 'Working time must be a number of 0 or more minutes.');
}
