import { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { IdPage, Page, PageBounds, PageRequest } from '../../ports/paging.js';
import { characters, wholeNumber } from './fields.js';
import { parameterName } from './shared-parameters.js';

/** What every list tells beside its rows. */
export const listFields = {
  page_size: z.int(),
  next_cursor: z.string().nullable(),
  total: z.int().meta({
    description: 'A total above 250 may be that of some seconds ago, where counting takes its time.',
  }),
  total_capped: z.boolean().meta({
    description: 'True when there may be more than `total` says: it counts to 10,000, and not for long.',
  }),
};

/** Numbered pages count rows from the start, so they end where counting gets dear; a cursor goes on for ever. */
const MAX_NUMBERED_ROWS = 10_000;

const rowCount = wholeNumber({ min: 1, max: 100 });
const pageSize = rowCount.default(20).meta(parameterName('PageSize'));
/** For lists of small rows. */
export const longPageSize = rowCount.default(100).meta(parameterName('LongPageSize'));

/** What every list is asked; a list of small rows may show more of them at once. */
export function listQuery(size = pageSize) {
  return {
    page_size: size,
    cursor: characters({ min: 1, max: 200 })
      .optional()
      .meta({ description: 'The `next_cursor` of the page before', ...parameterName('Cursor') }),
    page: wholeNumber({ min: 1, max: MAX_NUMBERED_ROWS })
      .optional()
      .meta({
        description: 'Instead of a cursor, for the first 10,000 rows',
        ...parameterName('PageNumber'),
      }),
  };
}

interface PageQuery {
  readonly page_size: number;
  readonly cursor?: string | undefined;
  readonly page?: number | undefined;
}

/** @throws DomainError `invalid_input` for a page that is too far away, or beside a cursor. */
export function toPageBounds({ page_size: pageSize, cursor, page }: PageQuery): PageBounds {
  if (page === undefined) return { pageSize };
  if (cursor !== undefined) throw wrongPage('cannot be given together with a cursor');
  if (page * pageSize > MAX_NUMBERED_ROWS) {
    throw wrongPage(`ends at ${MAX_NUMBERED_ROWS} rows; go on with next_cursor`);
  }
  return { pageSize, skip: (page - 1) * pageSize };
}

function wrongPage(message: string): DomainError {
  return new DomainError('invalid_input', 'There is no such page.', { faults: [{ path: 'page', message }] });
}

/** What a use case is asked for. @throws DomainError `invalid_input` for a page that is none, or a cursor that is not ours. */
export function toPageRequest(query: PageQuery): PageRequest {
  const bounds = toPageBounds(query);
  if (query.cursor === undefined) return bounds;
  const [after] = decodeCursor(query.cursor, BY_ID, [ID]);
  return { ...bounds, after };
}

const BY_ID = 'after';
/** Those of deliveries are two, with a dot between them. */
export const ID = /^[\w.-]{1,100}$/u;

/**
 * Where a list goes on: its order, and the keys of a row by which that sorts. Base64url around it, so that nobody takes it
 * for something to make by hand.
 */
export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from([order, ...keys].join('|')).toString('base64url');
}

/** @throws DomainError `invalid_input` for one that is not ours, or of a list in another order. */
export function decodeCursor(cursor: string, order: string, patterns: readonly RegExp[]): readonly string[] {
  const [itsOrder, ...keys] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const fits =
    keys.length === patterns.length && patterns.every((pattern, at) => pattern.test(keys[at] ?? ''));
  if (itsOrder === order && fits) return keys;
  throw new DomainError('invalid_input', 'The list cannot go on from there.', {
    faults: [{ path: 'cursor', message: 'is not the next_cursor of a list in this order' }],
  });
}

/** The fields of {@link listFields}, for a list in the order of ids. */
export function presentPage(page: IdPage<unknown>, pageSize: number) {
  return presentPageOf(page, pageSize, (id) => encodeCursor(BY_ID, [id]));
}

/** The fields of {@link listFields}, for a list whose places are told by `cursorOf`. */
export function presentPageOf<Place>(
  { next, total, isTotalCapped }: Page<unknown, Place>,
  pageSize: number,
  cursorOf: (place: Place) => string,
) {
  return {
    page_size: pageSize,
    next_cursor: next === null ? null : cursorOf(next),
    total,
    total_capped: isTotalCapped,
  };
}
