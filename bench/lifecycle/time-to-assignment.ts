import { rounded, spreadOf } from '../support/statistics.js';
import type { Measured } from './measure.js';

/** Milliseconds from the beginning of a life to its assignment; undefined without one. */
export type AssignedAfter = (item: string) => number | undefined;

type Ways = 'many' | 'single';

/** How long tickets wait for an assignee, beside the empty activity of the same name, and the ratio of both medians. */
export function timesToAssignment(
  { lives }: Pick<Measured, 'lives'>,
  after: Readonly<Record<'ours' | 'floor', AssignedAfter>>,
): Record<Ways, { readonly ours_ms: number; readonly floor_ms: number; readonly ratio: number }> {
  const of = (way: Ways) => {
    const [ours, floor] = [after.ours, after.floor].map(
      (assignedAfter) => spreadOf(lives[way].flatMap((item) => assignedAfter(item) ?? [])).p50_ms,
    ) as [number, number];
    return { ours_ms: ours, floor_ms: floor, ratio: floor === 0 ? 0 : rounded(ours / floor) };
  };
  return { many: of('many'), single: of('single') };
}
