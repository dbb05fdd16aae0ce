import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';
import type { Scope } from './scopes.js';

/** What a person may be; the rights that come with it stand in `permissions.ts`. */
export const ROLES = ['user', 'moderator', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** When a moderator takes no new tickets: a span of absence, open-ended when `until` is null. */
export interface Absence {
  readonly from: Date;
  readonly until: Date | null;
}

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

/** A person as tickets and events remember them. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** Who does something: a signed-in person, or a part of Holdfast itself. */
export type Actor =
  | {
      readonly type: 'user';
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** What the API key allows that the person's program showed; undefined for the person themselves. */
      readonly scopes?: readonly Scope[];
    }
  | { readonly type: 'system' | 'ai'; readonly id: string; readonly name: string };

/** Holdfast's own hand: clocks, assignment, automatic closing. */
export const SYSTEM_ACTOR: Actor = { type: 'system', id: 'holdfast', name: 'Holdfast' };

/** The person as the one who does something. */
export function actorOf({
  id,
  name,
  role,
}: Pick<User, 'id' | 'name' | 'role'>): Extract<Actor, { readonly type: 'user' }> {
  return { type: 'user', id, name, role };
}

/** True while the person is away at the instant `at`. */
export function isAbsent(absence: Absence | null, at: Date): boolean {
  return absence !== null && absence.from <= at && (absence.until === null || at < absence.until);
}
