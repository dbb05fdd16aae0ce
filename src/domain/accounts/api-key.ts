import type { Scope } from '../access/scopes.js';
import { addDays } from '../time.js';
import { DomainError } from '../errors.js';
import type { SessionPerson } from './session.js';

/** The default lifetime of an API key, in days. */
export const DEFAULT_KEY_DAYS = 90;
export const MAX_KEY_DAYS = 366;

/** Maximum API keys per person. It stops programs that create a key for every run. */
export const MAX_KEYS_PER_PERSON = 50;

export function tooManyKeys(): DomainError {
  return new DomainError(
    'forbidden',
    `You already have ${MAX_KEYS_PER_PERSON} API keys, the maximum. Revoke one first.`,
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A program's credential, with at most the permissions of its owner. The key itself is shown once. */
export interface ApiKey {
  readonly id: string;
  /** The owner, with current permissions. */
  readonly person: SessionPerson;
  readonly name: string;
  /** The first characters of the key, so that people can tell their keys apart. */
  readonly prefix: string;
  /** SHA-256 of the key, in hex: it has 256 random bits, so nothing slower is needed. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null when it was never used. */
  readonly lastUsedAt: Date | null;
}

/** @throws DomainError `invalid_input` for a date that has passed or is too far away. */
export function keyExpiry(wanted: Date | undefined, now: Date): Date {
  if (wanted === undefined) return addDays(now, DEFAULT_KEY_DAYS);
  const days = (wanted.getTime() - now.getTime()) / DAY_MS;
  if (days > 0 && days <= MAX_KEY_DAYS) return wanted;
  throw new DomainError('invalid_input', 'The expiry date is not valid.', {
    faults: [{ path: 'expires_at', message: `must be in the future, at most ${MAX_KEY_DAYS} days from now` }],
  });
}
