import type { Model, QueryFilter } from 'mongoose';
import type { IdPage, Page, PageRequest } from '../../../ports/paging.js';

/** Maximum count: people do not page further, and counting a million costs too much. */
export const COUNT_LIMIT = 10_000;

/**
 * Returns a page from one row more than it holds, which shows whether the list continues.
 * If counting took too long, `total` is null.
 */
export function toPage<T, Place>(
  rows: readonly T[],
  pageSize: number,
  total: number | null,
  placeOf: (last: T) => Place,
): Page<T, Place> {
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return {
    items,
    next: last === undefined ? null : placeOf(last),
    total: Math.min(total ?? items.length, COUNT_LIMIT),
    isTotalCapped: total === null || total > COUNT_LIMIT,
  };
}

/** As {@link toPage}, of stored things in the order of their ids. */
export function toIdPage<T extends { readonly id: string }, S>(
  rows: readonly S[],
  pageSize: number,
  total: number,
  from: (row: S) => T,
): IdPage<T> {
  return toPage(rows.map(from), pageSize, total, ({ id }) => id);
}

/**
 * Reads a page in the order of ids: 1 for the oldest first, -1 for the newest.
 * `from` converts a document.
 */
export async function readIdPage<T extends { readonly id: string }, S extends { readonly _id: string }>(
  model: Model<S>,
  filter: QueryFilter<S>,
  { pageSize, skip = 0, after }: PageRequest,
  { order, from }: { readonly order: 1 | -1; readonly from: (row: S) => T },
): Promise<IdPage<T>> {
  // The types of a generic model do not know that each document has an `_id`.
  const beyond = { _id: order === 1 ? { $gt: after } : { $lt: after } } as QueryFilter<S>;
  const [rows, total] = await Promise.all([
    model
      .find(after === undefined ? filter : { $and: [filter, beyond] })
      .sort({ _id: order })
      .skip(skip)
      .limit(pageSize + 1)
      .lean<S[]>(),
    model.countDocuments(filter, { limit: COUNT_LIMIT + 1 }),
  ]);
  return toIdPage(rows, pageSize, total, from);
}
