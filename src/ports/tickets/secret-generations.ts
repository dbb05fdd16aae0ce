import type { SecretHolder } from '../../domain/tickets/signed-links/ended-secrets.js';

/**
 * The valid generations of mailed secrets.
 * The transaction that lets a requester read a secret ends its generation (`TicketChange.endedSecrets`). Ended ones
 * are kept without limit, because a reply address never expires.
 */
export interface SecretGenerations {
  /** The generation of a person's secrets on a ticket that is good; 0 as long as none has ended. */
  current(holder: SecretHolder): Promise<number>;
  /** The same for several at once, in their order. */
  currentOfEach(holders: readonly SecretHolder[]): Promise<readonly number[]>;
}
