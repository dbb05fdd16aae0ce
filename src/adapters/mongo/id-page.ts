import type { IdPage, Page } from '../../ports/paging.js';
import { fromStored, type Stored } from './documents.js';

/** Counting stops here: nobody pages through more, and counting a million costs more than it tells. */
export const COUNT_LIMIT = 10_000;

/** A page out of one row more than fits on it, which tells whether the list goes on. */
export function toPage<T, Place>(
  rows: readonly T[],
  pageSize: number,
  total: number,
  placeOf: (last: T) => Place,
): Page<T, Place> {
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return {
    items,
    next: last === undefined ? null : placeOf(last),
    total: Math.min(total, COUNT_LIMIT),
    isTotalCapped: total > COUNT_LIMIT,
  };
}

/** As {@link toPage}, of stored things in the order of their ids. */
export function toIdPage<T extends { readonly id: string }>(
  rows: readonly Stored<T>[],
  pageSize: number,
  total: number,
): IdPage<T> {
  return toPage(
    rows.map((row) => fromStored<T>(row)),
    pageSize,
    total,
    ({ id }) => id,
  );
}
