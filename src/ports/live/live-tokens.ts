import type { WayIn } from '../../domain/accounts/session.js';

/** A stored token for one connection, as the hash of its secret. */
export interface LiveToken extends WayIn {
  /** SHA-256 of the secret, in hex. */
  readonly id: string;
  readonly expiresAt: Date;
}

/** The tokens that open live connections. Any API process can redeem one. Every method @throws DomainError `unavailable` */
export interface LiveTokens {
  add(token: LiveToken): Promise<void>;
  /** Uses a token up; null for one that is unknown, used or expired. */
  redeem(id: string, now: Date): Promise<LiveToken | null>;
}
