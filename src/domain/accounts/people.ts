import type { Role } from '../access/actor.js';
import type { Absence } from '../sla/availability.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';
import { rolesWith } from '../access/permissions.js';
import type { User } from './user.js';

/** The changes of a person. Absent fields stay. */
export interface PersonEdit {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: Role | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly team?: string | null | undefined;
  readonly capacity?: number | undefined;
  readonly absence?: Absence | null | undefined;
  readonly calendar?: string | null | undefined;
  readonly isActive?: boolean | undefined;
  readonly language?: MailSettings['language'] | undefined;
  readonly mailsOff?: MailSettings['mailsOff'] | undefined;
  readonly quietHours?: MailSettings['quietHours'] | undefined;
}

/** The fields that people may change themselves. Administrators change the others. */
const OWN_FIELDS: readonly (keyof PersonEdit)[] = ['name', 'absence', 'language', 'mailsOff', 'quietHours'];

/** The default number of open tickets that a moderator gets at a time. */
export const DEFAULT_CAPACITY = 20;

export const ERASED_NAME = 'Erased person';

/** True when the edit names nothing but what people may change of themselves. */
export function isOwnEdit(edit: PersonEdit): boolean {
  return Object.entries(edit).every(
    ([field, value]) => value === undefined || OWN_FIELDS.some((own) => own === field),
  );
}

/** The person with the edit applied, one version on. A moderator without a capacity of their own gets the default. */
export function editPerson(before: User, edit: PersonEdit): User {
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: User = { ...before, ...given, version: before.version + 1 };
  const holders = rolesWith('ticket.accept');
  const becomesModerator = !holders.includes(before.role) && holders.includes(after.role);
  return {
    ...after,
    skills: [...new Set(after.skills)],
    capacity:
      becomesModerator && edit.capacity === undefined && after.capacity === 0
        ? DEFAULT_CAPACITY
        : after.capacity,
    emailVerifiedAt: after.email === before.email ? before.emailVerifiedAt : null,
    mailProblem: after.email === before.email ? before.mailProblem : null,
  };
}

/** Returns the remains of an erased person: an id that tickets can refer to. */
export function erasePerson(before: User, at: Date): User {
  return {
    ...before,
    name: ERASED_NAME,
    // Unique, and of a domain that can have no mailbox (RFC 6761 §6.4).
    email: `${before.id}@erased.invalid`,
    role: 'user',
    skills: [],
    team: null,
    absence: null,
    calendar: null,
    isActive: false,
    passwordHash: null,
    emailVerifiedAt: null,
    mailProblem: null,
    ...DEFAULT_MAIL_SETTINGS,
    erasedAt: at,
    version: before.version + 1,
  };
}
