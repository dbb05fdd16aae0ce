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

/** The UTC day of a slot, counted from 1970. */
export function dayOfSlot(slot: number): number {
  return Math.floor(slot / SLOTS_PER_DAY);
}
