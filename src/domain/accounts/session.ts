import type { PersonRef, Role } from '../access/actor.js';
import type { TicketVisibility } from './organisation.js';
import type { User } from './user.js';

/** A person as their sessions and API keys carry them: who they are now, not when they signed in. */
export interface SessionPerson extends PersonRef {
  readonly role: Role;
  /** Absent for none, and in copies of earlier versions. */
  readonly organisationId?: string;
  /** The tickets of the organisation that they read; null for what the organisation says. Absent without one. */
  readonly ticketVisibility?: TicketVisibility | null;
}

/**
 * The copy of a person for their sessions and keys.
 * With an unproven address, they may be of another organisation than they say, so they read their own tickets only.
 */
export function sessionPersonOf({
  id,
  name,
  role,
  organisationId,
  ticketVisibility,
  emailVerifiedAt,
}: User): SessionPerson {
  if (organisationId === null) return { id, name, role };
  return {
    id,
    name,
    role,
    organisationId,
    ticketVisibility: emailVerifiedAt === null ? 'own' : ticketVisibility,
  };
}

/**
 * The credential of a request: exactly one of them.
 * It is valid until it ends, expires, or the person leaves.
 */
export interface WayIn {
  readonly sessionId: string | null;
  /** For a program of theirs. */
  readonly apiKeyId: string | null;
  /** The hash of a requester's link, as the token of a chat. Absent for every other credential. */
  readonly linkId?: string;
}

/**
 * One sign-in on one device, with its refresh tokens.
 * A request reads only this document to identify the caller. So the transaction that changes a person also changes
 * the copy in it. It is deleted when the session ends.
 */
export interface Session {
  readonly id: string;
  readonly person: SessionPerson;
  /** True if the session has passed a second factor. Sessions of earlier versions do not have it. */
  readonly hasFactor?: boolean;
  readonly createdAt: Date;
  /** Moves on with every refresh. */
  readonly expiresAt: Date;
}

/**
 * A stored refresh token, as its hash.
 * A used one stays until it expires, so that a second use is detected.
 */
export interface RefreshToken {
  /** SHA-256 of the token, in hex. */
  readonly id: string;
  readonly sessionId: string;
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
}
