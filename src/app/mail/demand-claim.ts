import { DomainError } from '../../domain/errors.js';

/**
 * Requires the claim.
 * @throws DomainError `unavailable` for a worker whose claim has expired: another one holds the delivery.
 */
export function demandClaim(isHeld: boolean): void {
  if (!isHeld) throw new DomainError('unavailable', 'Another worker has claimed this delivery.');
}
