import { DomainError } from '../../domain/errors.js';

/** @throws DomainError `unavailable` for a sender whose claim has run out: another one holds the delivery. */
export function demandClaim(isHeld: boolean): void {
  if (!isHeld) throw new DomainError('unavailable', 'Another worker has claimed this delivery.');
}
