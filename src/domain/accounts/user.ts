import type { Role } from '../access/actor.js';
import type { Absence } from '../sla/availability.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';

/** A mail server has refused an address for good: when it first did, and its answer without the address. */
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
  /** How many open tickets automatic assignment may give this person at a time. */
  readonly capacity: number;
  /** Open tickets assigned now; kept in the same transaction as the tickets themselves. */
  readonly load: number;
  readonly absence: Absence | null;
  /** Name of the working calendar, always in its newest version; null for somebody who is always there. */
  readonly calendar: string | null;
  readonly isActive: boolean;
  readonly lastAssignedAt: Date | null;
  /** Sessions, API keys and codes given so far. Grows with each, so that each is a write to the person's own document. */
  readonly waysGiven: number;
  /** Argon2id in PHC string form; never leaves the process. Null for somebody who has not chosen a password. */
  readonly passwordHash: string | null;
  /** When the person last proved to read mail at the address; null for never. */
  readonly emailVerifiedAt: Date | null;
  /** Why no mail reaches the address, as far as we know; null while it does. */
  readonly mailProblem: MailProblem | null;
  /** When the person's data were erased; only an empty shell is left then, for the tickets that refer to it. */
  readonly erasedAt: Date | null;
  /** Of the address that was erased, by which tickets are found that they were in copy of. Absent for everybody else. */
  readonly erasedFingerprint?: string;
  readonly createdAt: Date;
  readonly version: number;
}

/** What a new account begins with. */
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
