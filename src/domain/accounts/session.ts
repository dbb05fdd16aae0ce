import type { PersonRef, Role } from '../access/actor.js';

/** A person as their sessions and API keys carry them: who they are now, not when they signed in. */
export interface SessionPerson extends PersonRef {
  readonly role: Role;
}

/** By what somebody has come in: exactly one of the two. It is theirs until it is ended or expires, or they leave. */
export interface WayIn {
  readonly sessionId: string | null;
  /** For a program of theirs. */
  readonly apiKeyId: string | null;
}

/**
 * One sign-in on one device: the family of its refresh tokens. A request reads nothing else to know who is asking, so
 * the person in it is kept up to date in the transaction that changes the person; it is gone when the session ends.
 */
export interface Session {
  readonly id: string;
  readonly person: SessionPerson;
  /** True where a second factor was shown for it. Sessions of earlier versions do not say. */
  readonly hasFactor?: boolean;
  readonly createdAt: Date;
  /** Moves on with every refresh. */
  readonly expiresAt: Date;
}

/** A refresh token as it is kept: by its hash. A used one stays until it expires, so that its second use is noticed. */
export interface RefreshToken {
  /** SHA-256 of the token, in hex. */
  readonly id: string;
  readonly sessionId: string;
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
}
