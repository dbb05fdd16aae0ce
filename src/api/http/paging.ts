import { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { IdPage, Page, PageBounds, PageRequest } from '../../ports/paging.js';
import { characters, wholeNumber } from './fields.js';
import { parameterName } from './shared-parameters.js';

/** Fields that every list returns in addition to its rows. */
export const listFields = {
  page_size: z.int(),
  next_cursor: z.string().nullable(),
  total: z.int().meta({
    description: 'A total above 250 can be some seconds old if counting is slow.',
  }),
  total_capped: z.boolean().meta({
    description:
      'True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time.',
  }),
};

/** Numbered pages count rows from the start, which gets slow. Clients use a cursor beyond this row. */
const MAX_NUMBERED_ROWS = 10_000;

const rowCount = wholeNumber({ min: 1, max: 100 });
const pageSize = rowCount.default(20).meta(parameterName('PageSize'));
/** For lists of small rows. */
export const longPageSize = rowCount.default(100).meta(parameterName('LongPageSize'));

/** Query parameters of every list. Lists with small rows may allow more of them per page. */
export function listQuery(size = pageSize) {
  return {
    page_size: size,
    cursor: characters({ min: 1, max: 200 })
      .optional()
      .meta({ description: 'The `next_cursor` of the previous page', ...parameterName('Cursor') }),
    page: wholeNumber({ min: 1, max: MAX_NUMBERED_ROWS })
      .optional()
      .meta({
        description: 'Page number instead of a cursor, for the first 10,000 rows',
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
    throw wrongPage(`ends at ${MAX_NUMBERED_ROWS} rows; continue with next_cursor`);
  }
  return { pageSize, skip: (page - 1) * pageSize };
}

function wrongPage(message: string): DomainError {
  return new DomainError('invalid_input', 'The page is not valid.', { faults: [{ path: 'page', message }] });
}

/**
 * Converts a page query to the request of a use case.
 * @throws DomainError `invalid_input` for an invalid page, or a cursor that Holdfast did not issue.
 */
export function toPageRequest(query: PageQuery): PageRequest {
  const bounds = toPageBounds(query);
  if (query.cursor === undefined) return bounds;
  const [after] = decodeCursor(query.cursor, BY_ID, [ID]);
  return { ...bounds, after };
}

const BY_ID = 'after';
/** Ids of deliveries are two ids with a dot between them. */
export const ID = /^[\w.-]{1,100}$/u;

/**
 * Encodes the position after a row: the sort order and the row's sort keys.
 * Base64url makes it opaque, so that clients do not build cursors themselves.
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
  throw new DomainError('invalid_input', 'The cursor is not valid.', {
    faults: [{ path: 'cursor', message: 'is not a next_cursor of a list with this sort order' }],
  });
}

/** The fields of {@link listFields}, for a list in the order of ids. */
export function presentPage(page: IdPage<unknown>, pageSize: number) {
  return presentPageOf(page, pageSize, (id) => encodeCursor(BY_ID, [id]));
}

/** Returns the fields of {@link listFields}, for a list whose cursors `cursorOf` builds. */
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
