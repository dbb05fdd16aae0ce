import { DomainError } from '../domain/errors.js';
import type { IdPage } from '../ports/account-repositories.js';

const PREFIX = 'after|';
const ID = /^[\w-]{1,64}$/u;

/** Where a list in the order of ids goes on; base64url around it so that nobody takes it for something to make by hand. */
function encodeIdCursor(id: string): string {
  return Buffer.from(PREFIX + id).toString('base64url');
}

/** @throws DomainError `invalid_input` for one that is not ours. */
export function decodeIdCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const id = text.slice(PREFIX.length);
  if (text.startsWith(PREFIX) && ID.test(id)) return id;
  throw new DomainError('invalid_input', 'The list cannot go on from there.', {
    faults: [{ path: 'cursor', message: 'is not the next_cursor of this list' }],
  });
}

/** What a list tells beside its rows. */
export function presentPage({ next, total, isTotalCapped }: IdPage<unknown>, pageSize: number) {
  return {
    page_size: pageSize,
    next_cursor: next === null ? null : encodeIdCursor(next),
    total,
    total_capped: isTotalCapped,
  };
}
