import type { Model, QueryFilter } from 'mongoose';
import type { IdPage, Page, PageRequest } from '../../../ports/paging.js';
import { fromStored, type Stored } from './documents.js';

/** Counting stops here: nobody pages through more, and counting a million costs more than it tells. */
export const COUNT_LIMIT = 10_000;

/**
 * A page out of one row more than fits on it, which tells whether the list goes on. Where nobody could count in time,
 * `total` is null, and the rows that are seen are told.
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

/** A page in the order of ids: 1 for the oldest first, -1 for the newest. `T` is what the filter leaves of the model's. */
export async function readIdPage<T extends M, M extends { readonly id: string } = T>(
  model: Model<Stored<M>>,
  filter: QueryFilter<Stored<M>>,
  { pageSize, skip = 0, after }: PageRequest,
  order: 1 | -1,
): Promise<IdPage<T>> {
  // The types of a generic model do not know that each document has an `_id`.
  const beyond = { _id: order === 1 ? { $gt: after } : { $lt: after } } as QueryFilter<Stored<M>>;
  const [rows, total] = await Promise.all([
    model
      .find(after === undefined ? filter : { $and: [filter, beyond] })
      .sort({ _id: order })
      .skip(skip)
      .limit(pageSize + 1)
      .lean<Stored<T>[]>(),
    model.countDocuments(filter, { limit: COUNT_LIMIT + 1 }),
  ]);
  return toIdPage<T>(rows, pageSize, total);
}
