import { MS_PER_DAY } from '../../time.js';
import { DomainError } from '../../errors.js';
import { blockOf, type Block } from './block.js';
import type { Calendar } from './calendar.js';
import { timetableOf, workingSpans, type Timetable } from './shifts.js';
import { validateCalendar } from './validate-calendar.js';

/** The working time of a calendar in blocks of equal length, computed on first use. */
export interface Timeline {
  readonly timetable: Timetable;
  readonly blocks: Map<number, Block>;
}

const BLOCK_MS = 64 * MS_PER_DAY;
/** About 90 years; with two shifts a day some 2 MB. */
const MAX_BLOCKS = 512;
/** Before, zones used local mean time. After, their rules are unknown. */
const [EARLIEST_MS, LATEST_MS] = [Date.UTC(1970, 0, 1), Date.UTC(2200, 0, 1)];

const timelines = new WeakMap<Calendar, Timeline>();

/**
 * Returns the cached timeline of a calendar object, which must not change.
 * Keep the object for many calculations.
 * @throws DomainError `invalid_input` with every fault of the calendar.
 */
export function timelineOf(calendar: Calendar): Timeline {
  const known = timelines.get(calendar);
  if (known !== undefined) return known;
  const timeline: Timeline = { timetable: timetableOf(validateCalendar(calendar)), blocks: new Map() };
  timelines.set(calendar, timeline);
  return timeline;
}

/**
 * Returns the milliseconds of a date.
 * @throws DomainError `invalid_input` for an invalid date, or outside 1970–2199.
 */
export function checkedMs(at: Date): number {
  const ms = at.getTime();
  if (ms >= EARLIEST_MS && ms < LATEST_MS) return ms;
  const text = Number.isNaN(ms) ? 'An invalid date' : at.toISOString();
  throw new DomainError('invalid_input', `${text} is outside the years 1970 to 2199, which calendars cover.`);
}

export function blockIndexOf(instantMs: number): number {
  return Math.floor(instantMs / BLOCK_MS);
}

export function blockStart(index: number): number {
  return index * BLOCK_MS;
}

/** The working time from `blockStart(index)` to `blockStart(index + 1)`. */
export function blockAt(timeline: Timeline, index: number): Block {
  const known = timeline.blocks.get(index);
  if (known !== undefined) return known;
  const block = blockOf(workingSpans(timeline.timetable, blockStart(index), blockStart(index + 1)));
  if (timeline.blocks.size >= MAX_BLOCKS) timeline.blocks.clear();
  timeline.blocks.set(index, block);
  return block;
}
