import type { Role } from '../access/actor.js';
import { unreachable } from '../errors.js';
import { isStaff } from '../access/permissions.js';

/** How many codes a person gets for the day on which their telephone is lost. Each works once. */
export const RECOVERY_CODES = 10;

/** How long a person may take between the password and the code of the app. */
export const FACTOR_TOKEN_MINUTES = 5;

/** An authenticator app (TOTP, RFC 6238) that a person is asked for when they sign in. */
export interface SecondFactor {
  /** Id of the account; one has one factor at most. */
  readonly id: string;
  /** The shared secret in base32, sealed. */
  readonly sealedSecret: string;
  /** When the person first showed a code of it; null while it is being set up, and nobody is asked for it. */
  readonly confirmedAt: Date | null;
  /** The newest time step whose code was used: neither that one nor an older one is taken again (RFC 6238 §5.2). */
  readonly lastStep: number;
  /** Keyed hashes of the recovery codes that are left. */
  readonly recoveryHashes: readonly string[];
}

/** Where the sealed secret of an account belongs. */
export function factorSealContext(accountId: string): string {
  return `second factor of ${accountId}`;
}

/** As people type it: in any case, with or without the dash and blanks. */
export function normalizedFactorCode(typed: string): string {
  return typed.replaceAll(/[\s-]/gu, '').toUpperCase();
}

/** Who needs a second factor: an installation's choice. */
export const FACTOR_RULES = ['off', 'staff', 'admins'] as const;
export type FactorRule = (typeof FACTOR_RULES)[number];

/** True for people who may do nothing but set up a second factor until they have shown one. */
export function mustHaveFactor(rule: FactorRule, role: Role): boolean {
  switch (rule) {
    case 'off':
      return false;
    case 'staff':
      return isStaff(role);
    case 'admins':
      return role === 'admin';
    default:
      return unreachable(rule);
  }
}
