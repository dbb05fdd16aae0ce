import type { Presence } from '../../domain/presence/presence.js';

/** Who is at which ticket. Entries end without a renewal. Every method @throws DomainError `unavailable` */
export interface Presences {
  /** Stores or renews a presence. */
  put(presence: Presence): Promise<void>;
  /** Returns the presences on these tickets. */
  of(ticketIds: readonly string[], now: Date): Promise<readonly Presence[]>;
  /** Returns the presences that were sent at `since` or later, oldest first, up to a maximum. */
  sentSince(since: Date): Promise<readonly Presence[]>;
}
