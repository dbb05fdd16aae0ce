import { MS_PER_DAY } from '../time.js';
import type { FigurePart } from './period.js';
import { slotOf, spansBefore, SLOTS_PER_DAY, type SignedSpan, type SlotSpan } from './slots.js';
import { addSparseTally, type SparseTally, type Sum, type Tally } from './tally.js';

/** How often a stored sum counts in the parts of a period. */
export interface FigureShare {
  readonly span: SlotSpan;
  /** Index of the part → how often, also negative. */
  readonly weights: ReadonlyMap<number, number>;
}

/**
 * Returns the stored sums from which the counts of each part follow.
 * A part is the UTC days from that of its first instant to that of its end, the latter excluded, with what lies before its end
 * within a day, and without what lies before its beginning.
 */
export function planOf(parts: readonly Pick<FigurePart, 'from' | 'to'>[]): readonly FigureShare[] {
  const shares = new Map<string, { span: SlotSpan; weights: Map<number, number> }>();
  const add = (part: number, { slot, slots, sign }: SignedSpan, factor: 1 | -1) => {
    const key = keyOfSpan({ slot, slots });
    const share = shares.get(key) ?? { span: { slot, slots }, weights: new Map<number, number>() };
    const weight = (share.weights.get(part) ?? 0) + sign * factor;
    if (weight === 0) share.weights.delete(part);
    else share.weights.set(part, weight);
    shares.set(key, share);
  };
  for (const [part, { from, to }] of parts.entries()) {
    for (let day = utcDayOf(from); day < utcDayOf(to); day += 1) {
      add(part, { slot: day * SLOTS_PER_DAY, slots: SLOTS_PER_DAY, sign: 1 }, 1);
    }
    for (const span of spansBefore(slotOf(to))) add(part, span, 1);
    for (const span of spansBefore(slotOf(from))) add(part, span, -1);
  }
  return [...shares.values()].filter(({ weights }) => weights.size > 0);
}

export function keyOfSpan({ slot, slots }: SlotSpan): string {
  return `${slot}/${slots}`;
}

/** Sums the counts of each part. */
export function tallyParts(
  plan: readonly FigureShare[],
  parts: number,
  stored: Iterable<{ readonly span: SlotSpan; readonly counts: SparseTally }>,
): readonly Tally[] {
  const sums = Array.from({ length: parts }, (): Sum => new Map());
  const weightsOf = new Map(plan.map(({ span, weights }) => [keyOfSpan(span), weights]));
  for (const { span, counts } of stored) {
    for (const [part, weight] of weightsOf.get(keyOfSpan(span)) ?? []) {
      const sum = sums[part];
      if (sum !== undefined) addSparseTally(sum, counts, weight);
    }
  }
  return sums;
}

function utcDayOf(at: Date): number {
  return Math.floor(at.getTime() / MS_PER_DAY);
}
