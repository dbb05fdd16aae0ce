import type { Role } from '../access/actor.js';
import { unreachable } from '../errors.js';
import { isStaff } from '../access/permissions.js';

/** The number of recovery codes of a person, for a lost phone. Each works once. */
export const RECOVERY_CODES = 10;

/** Minutes that a person has between the password and the code of the app. */
export const FACTOR_TOKEN_MINUTES = 5;

/** An authenticator app (TOTP, RFC 6238) whose code a person must enter when signing in. */
export interface SecondFactor {
  /** Id of the account; one has one factor at most. */
  readonly id: string;
  /** The shared secret in base32, sealed. */
  readonly sealedSecret: string;
  /** The time when the person first entered a code; null during the setup, when no sign-in needs it. */
  readonly confirmedAt: Date | null;
  /** The newest time step whose code was used. This step and older ones are refused (RFC 6238 §5.2). */
  readonly lastStep: number;
  /** Keyed hashes of the unused recovery codes. */
  readonly recoveryHashes: readonly string[];
}

/** Returns the encryption context of an account's secret. */
export function factorSealContext(accountId: string): string {
  return `second factor of ${accountId}`;
}

/** As people type it: in any case, with or without the dash and blanks. */
export function normalizedFactorCode(typed: string): string {
  return typed.replaceAll(/[\s-]/gu, '').toUpperCase();
}

/** The people who need a second factor, by the setting of the installation. */
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
