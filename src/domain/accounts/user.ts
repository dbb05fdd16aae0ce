import type { Role } from '../access/actor.js';
import type { Absence } from '../sla/availability.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';

/**
 * A permanent rejection of an address by a mail server: its first time, and the response without the address.
 */
export interface MailProblem {
  readonly at: Date;
  readonly answer: string;
}

/** A person who can sign in, or could. */
export interface User extends MailSettings {
  readonly id: string;
  /** Lower case; unique. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly skills: readonly string[];
  readonly team: string | null;
  /** Maximum open tickets that automatic assignment gives this person. */
  readonly capacity: number;
  /** Number of assigned open tickets, updated in the same transaction as the tickets. */
  readonly load: number;
  readonly absence: Absence | null;
  /** Name of the working calendar, in its newest version; null for a person who is always available. */
  readonly calendar: string | null;
  readonly isActive: boolean;
  readonly lastAssignedAt: Date | null;
  /**
   * Number of sessions, API keys and codes issued.
   * Each increments it, and so writes the person's own document.
   */
  readonly waysGiven: number;
  /** Argon2id in PHC string form; never leaves the process. Null for a person without a password. */
  readonly passwordHash: string | null;
  /** The last time when the person proved that they read mail at the address; null for never. */
  readonly emailVerifiedAt: Date | null;
  /** Why no mail reaches the address, as far as we know; null while it does. */
  readonly mailProblem: MailProblem | null;
  /** The time when the person was erased. Only an empty record remains, for the tickets that refer to it. */
  readonly erasedAt: Date | null;
  /** Fingerprint of the erased address, to find the tickets with the person in copy. Absent for others. */
  readonly erasedFingerprint?: string;
  readonly createdAt: Date;
  readonly version: number;
}

/** The defaults of a new account. */
export const NEW_USER = {
  role: 'user',
  skills: [],
  team: null,
  capacity: 0,
  load: 0,
  absence: null,
  calendar: null,
  isActive: true,
  lastAssignedAt: null,
  waysGiven: 0,
  passwordHash: null,
  emailVerifiedAt: null,
  mailProblem: null,
  ...DEFAULT_MAIL_SETTINGS,
  erasedAt: null,
  version: 1,
} as const satisfies Partial<User>;
