import { z } from 'zod';
import { DomainError } from '../domain/errors.js';
import type { IdPage, PageRequest } from '../ports/paging.js';
import { characters, wholeNumber } from './fields.js';

/** What every list tells beside its rows. */
export const listFields = {
  page_size: z.int(),
  next_cursor: z.string().nullable(),
  total: z.int(),
  total_capped: z.boolean().meta({ description: 'True when there are more than `total` says.' }),
};

/** What every list in the order of ids is asked; a list of small rows may show more of them at once. */
export function listQuery(defaultSize = 20) {
  return {
    page_size: wholeNumber({ min: 1, max: 100 }).default(defaultSize),
    cursor: characters({ min: 1, max: 200 })
      .optional()
      .meta({ description: 'The `next_cursor` of the page before' }),
  };
}

/** What a use case is asked for. @throws DomainError `invalid_input` for a cursor that is not ours. */
export function toPageRequest(query: {
  readonly page_size: number;
  readonly cursor?: string | undefined;
}): PageRequest {
  const { page_size: pageSize, cursor } = query;
  return cursor === undefined ? { pageSize } : { pageSize, after: decodeIdCursor(cursor) };
}

const PREFIX = 'after|';
const ID = /^[\w-]{1,64}$/u;

/** Where a list in the order of ids goes on; base64url around it so that nobody takes it for something to make by hand. */
function encodeIdCursor(id: string): string {
  return Buffer.from(PREFIX + id).toString('base64url');
}

/** @throws DomainError `invalid_input` for one that is not ours. */
function decodeIdCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const id = text.slice(PREFIX.length);
  if (text.startsWith(PREFIX) && ID.test(id)) return id;
  throw new DomainError('invalid_input', 'The list cannot go on from there.', {
    faults: [{ path: 'cursor', message: 'is not the next_cursor of this list' }],
  });
}

/** The fields of {@link listFields}. */
export function presentPage({ next, total, isTotalCapped }: IdPage<unknown>, pageSize: number) {
  return {
    page_size: pageSize,
    next_cursor: next === null ? null : encodeIdCursor(next),
    total,
    total_capped: isTotalCapped,
  };
}
