import { MS_PER_DAY } from '../../time.js';
import { DomainError } from '../../errors.js';
import type { Block } from './block.js';
import type { Calendar } from './calendar.js';
import { blockAt, blockIndexOf, blockStart, timelineOf } from './timeline.js';

/** Beyond this, a target is a mistake. The search ends in the next block, of about two months. */
const HORIZON_YEARS = 5;
const HORIZON_MS = HORIZON_YEARS * 366 * MS_PER_DAY;

/**
 * Visits block after block from the one of `fromMs`, until one has the answer.
 * @throws DomainError `invalid_input` if none has.
 */
export function walkForward(
  calendar: Calendar,
  fromMs: number,
  look: (block: Block) => number | null,
): number {
  const timeline = timelineOf(calendar);
  for (let index = blockIndexOf(fromMs); blockStart(index) <= fromMs + HORIZON_MS; index += 1) {
    const found = look(blockAt(timeline, index));
    if (found !== null) return found;
  }
  throw tooFar(calendar, 'after', fromMs);
}

/** The mirror of {@link walkForward}. */
export function walkBack(calendar: Calendar, fromMs: number, look: (block: Block) => number | null): number {
  const timeline = timelineOf(calendar);
  for (let index = blockIndexOf(fromMs); blockStart(index + 1) >= fromMs - HORIZON_MS; index -= 1) {
    const found = look(blockAt(timeline, index));
    if (found !== null) return found;
  }
  throw tooFar(calendar, 'before', fromMs);
}

function tooFar(calendar: Calendar, side: 'before' | 'after', atMs: number): DomainError {
  const at = new Date(atMs).toISOString();
  return new DomainError(
    'invalid_input',
    `The calendar "${calendar.name}" has too little working time in the ${HORIZON_YEARS} years ${side} ${at}.`,
  );
}
