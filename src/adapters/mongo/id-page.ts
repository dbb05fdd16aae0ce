import type { IdPage } from '../../ports/paging.js';
import { fromStored, type Stored } from './documents.js';

/** Counting stops here: nobody pages through more, and counting a million costs more than it tells. */
export const COUNT_LIMIT = 10_000;

/** A page out of one row more than fits on it, which tells whether the list goes on. */
export function toIdPage<T extends { readonly id: string }>(
  rows: readonly Stored<T>[],
  pageSize: number,
  total: number,
): IdPage<T> {
  const items = rows.slice(0, pageSize).map((row) => fromStored<T>(row));
  return {
    items,
    next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null,
    total: Math.min(total, COUNT_LIMIT),
    isTotalCapped: total > COUNT_LIMIT,
  };
}
