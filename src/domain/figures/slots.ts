import { MS_PER_DAY, MS_PER_MINUTE } from '../time.js';

/*
 * Figures are kept in quarters of an hour, UTC. All time zones of today differ from UTC by whole quarters, so the days of each
 * of them are sums of whole slots, also on days when clocks change.
 */

export const SLOT_MS = 15 * MS_PER_MINUTE;

/** The quarter of an hour of an instant, counted from 1970. */
export function slotOf(at: Date): number {
  return Math.floor(at.getTime() / SLOT_MS);
}

export const SLOTS_PER_DAY = MS_PER_DAY / SLOT_MS;
export const SLOTS_PER_BLOCK = 16;
export const SLOTS_PER_HOUR = 4;

/** The UTC day of a slot, counted from 1970. */
export function dayOfSlot(slot: number): number {
  return Math.floor(slot / SLOTS_PER_DAY);
}

/** Slots whose counts are kept as one sum: a quarter of an hour, an hour, a block of four hours, or a whole UTC day. */
export interface SlotSpan {
  /** The first slot. */
  readonly slot: number;
  /** 1, `SLOTS_PER_HOUR`, `SLOTS_PER_BLOCK` or `SLOTS_PER_DAY`. */
  readonly slots: number;
}

/** A sum, to be added or taken away. */
export interface SignedSpan extends SlotSpan {
  readonly sign: 1 | -1;
}

const LONGEST_FIRST = [SLOTS_PER_BLOCK, SLOTS_PER_HOUR, 1] as const;

/**
 * Returns the sums that give the counts of a UTC day before a slot of it: those before the slot, or the whole day without
 * those from the slot on, whichever lasts less.
 */
export function spansBefore(border: number): readonly SignedSpan[] {
  const start = dayOfSlot(border) * SLOTS_PER_DAY;
  const end = start + SLOTS_PER_DAY;
  if (border - start <= end - border) return cover(start, border, 1);
  return [{ slot: start, slots: SLOTS_PER_DAY, sign: 1 }, ...cover(border, end, -1)];
}

function cover(from: number, to: number, sign: 1 | -1): readonly SignedSpan[] {
  const spans: SignedSpan[] = [];
  for (let slot = from; slot < to;) {
    const start = slot;
    const slots = LONGEST_FIRST.find((each) => start % each === 0 && start + each <= to) ?? 1;
    spans.push({ slot, slots, sign });
    slot += slots;
  }
  return spans;
}
