import type { SecretHolder } from '../../domain/tickets/signed-links/ended-secrets.js';

/**
 * The valid generations of mailed secrets.
 * The transaction that lets a requester read a secret ends its generation (`TicketChange.endedSecrets`). Ended ones
 * are kept without limit, because a reply address never expires.
 */
export interface SecretGenerations {
  /** Returns the valid generation of a person's secrets on a ticket; 0 until the first one ends. */
  current(holder: SecretHolder): Promise<number>;
  /** Returns the same for several holders, in their order. */
  currentOfEach(holders: readonly SecretHolder[]): Promise<readonly number[]>;
}
