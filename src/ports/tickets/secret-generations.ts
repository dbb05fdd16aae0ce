import type { SecretHolder } from '../../domain/tickets/signed-links/ended-secrets.js';

/**
 * Which mailed secrets are good. A generation ends in the transaction that lets a requester read one of its secrets
 * (`TicketChange.endedSecrets`). What has ended is kept for ever: a reply address has no end of its own.
 */
export interface SecretGenerations {
  /** The generation of a person's secrets on a ticket that is good; 0 as long as none has ended. */
  current(holder: SecretHolder): Promise<number>;
  /** The same for several at once, in their order. */
  currentOfEach(holders: readonly SecretHolder[]): Promise<readonly number[]>;
}
