import type { Role } from '../access/actor.js';
import type { Absence } from '../sla/availability.js';
import type { TicketVisibility } from './organisation.js';
import type { PersonMerge } from './person-merge.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';

/**
 * A permanent rejection of an address by a mail server: its first time, and the response without the address.
 */
export interface MailProblem {
  readonly at: Date;
  readonly answer: string;
}

/** What staff know of a person to reach them. */
export interface ContactDetails {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly department: string | null;
  readonly location: string | null;
  /** IANA name. */
  readonly timeZone: string | null;
  /** The languages that they speak, by ISO 639-1. Empty if only the language of mails is known. */
  readonly languages: readonly string[];
}

/** A person who can sign in, or could. */
export interface User extends MailSettings, ContactDetails {
  readonly id: string;
  /** The primary address: lower case; unique. People sign in with it, and mails go to it. */
  readonly email: string;
  /** Further addresses, in lower case. A mail from one of them is a mail of this person. None is another person's. */
  readonly otherAddresses: readonly string[];
  /** Names in other systems, such as `slack:U123`. None is another person's. */
  readonly identities: readonly string[];
  readonly name: string;
  readonly role: Role;
  readonly skills: readonly string[];
  readonly team: string | null;
  readonly organisationId: string | null;
  /** The tickets of the organisation that they read; null for what the organisation says. */
  readonly ticketVisibility: TicketVisibility | null;
  /** Automatic assignment gives this person tickets while their load is below it. */
  readonly capacity: number;
  /** The assigned open tickets, each with its weight (1 unless settings say otherwise), updated in the same transaction as the tickets. */
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
  /** The merge into another person, or the one that was undone last; null for none. */
  readonly merge: PersonMerge | null;
  /** The time when the person was erased. Only an empty record remains, for the tickets that refer to it. */
  readonly erasedAt: Date | null;
  /** Fingerprint of the erased address, to find the tickets with the person in copy. Absent for others. */
  readonly erasedFingerprint?: string;
  /** As {@link erasedFingerprint}, of the other addresses. */
  readonly otherErasedFingerprints?: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
}

/** The contact details of a new person, and of an erased one. */
export const NO_CONTACT_DETAILS = {
  firstName: null,
  lastName: null,
  phone: null,
  department: null,
  location: null,
  timeZone: null,
  languages: [],
  otherAddresses: [],
  identities: [],
} as const satisfies Partial<User>;

/** The defaults of a new account. */
export const NEW_USER = {
  ...NO_CONTACT_DETAILS,
  role: 'user',
  skills: [],
  team: null,
  organisationId: null,
  ticketVisibility: null,
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
  merge: null,
  erasedAt: null,
  version: 1,
} as const satisfies Partial<User>;
