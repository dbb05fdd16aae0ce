import { DomainError } from '../../domain/errors.js';
import type { ListPosition, TicketSort } from '../../ports/repositories.js';

/** `<sort>|<instant in ms>|<id>`, and base64url around it so that nobody takes it for something to make by hand. */
const CURSOR = /^([-\w]+)\|(\d{1,15})\|([\w-]{1,64})$/u;

export function encodeCursor(sort: TicketSort, { at, id }: ListPosition): string {
  return Buffer.from(`${sort}|${at.getTime()}|${id}`).toString('base64url');
}

/** @throws DomainError `invalid_input` for one that is not ours, or of a list in another order. */
export function decodeCursor(cursor: string, sort: TicketSort): ListPosition {
  const [, itsSort, ms, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (itsSort !== sort || ms === undefined || id === undefined) {
    throw new DomainError('invalid_input', 'The list cannot go on from there.', {
      faults: [{ path: 'cursor', message: 'is not the next_cursor of a list in this order' }],
    });
  }
  return { at: new Date(Number(ms)), id };
}
