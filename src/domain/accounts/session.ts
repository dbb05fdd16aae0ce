import type { PersonRef, Role } from '../access/actor.js';
import { addDays } from '../time.js';
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
  /** Moves on with every refresh, and while a cookie is used. */
  readonly expiresAt: Date;
  /** How it is shown: by tokens, by a cookie of the console, or by one of the codec. Absent in earlier versions. */
  readonly kind?: SessionKind;
  /** The last use, up to some minutes. Absent before the first one. */
  readonly lastUsedAt?: Date;
  /** What its user sees as the device; null if unknown. Absent before the first use. */
  readonly device?: string | null;
}

export const SESSION_KINDS = ['tokens', 'cookie', 'codec'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** Noting every use would be a write for each request. */
const NOTE_USE_EVERY_MS = 5 * 60_000;

/** What a use of a session changes; null for one that is noted already. */
export interface SessionUse {
  readonly lastUsedAt: Date;
  readonly device: string | null;
  /** Absent where the use does not renew the session. */
  readonly expiresAt?: Date;
}

/** Returns what to note of a use. With `renewal`, the session then lives on for so long, up to its absolute limit. */
export function noteUse(
  { lastUsedAt, createdAt }: Session,
  device: string | null,
  now: Date,
  renewal?: { readonly days: number; readonly maxDays: number },
): SessionUse | null {
  if (lastUsedAt !== undefined && now.getTime() - lastUsedAt.getTime() < NOTE_USE_EVERY_MS) return null;
  if (renewal === undefined) return { lastUsedAt: now, device };
  return { lastUsedAt: now, device, expiresAt: cookieExpiry(createdAt, now, renewal) };
}

/** When a session in a cookie ends that was opened and last used at these times. */
export function cookieExpiry(
  createdAt: Date,
  usedAt: Date,
  { days, maxDays }: { readonly days: number; readonly maxDays: number },
): Date {
  return new Date(Math.min(addDays(usedAt, days).getTime(), addDays(createdAt, maxDays).getTime()));
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
