import type { Role } from '../access/actor.js';
import type { Absence } from '../sla/availability.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from './mail-settings.js';
import { isStaff, rolesWith, type Action } from '../access/permissions.js';
import type { TicketVisibility } from './organisation.js';
import { namesAfter, tidyAddresses } from './contact.js';
import { NO_CONTACT_DETAILS, type ContactDetails, type User } from './user.js';

type ContactEdit = { readonly [P in keyof ContactDetails]?: ContactDetails[P] | undefined };

/** The changes of a person. Absent fields stay. */
export interface PersonEdit extends ContactEdit {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly otherAddresses?: readonly string[] | undefined;
  readonly identities?: readonly string[] | undefined;
  readonly role?: Role | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly team?: string | null | undefined;
  readonly organisationId?: string | null | undefined;
  readonly ticketVisibility?: TicketVisibility | null | undefined;
  readonly capacity?: number | undefined;
  readonly absence?: Absence | null | undefined;
  readonly calendar?: string | null | undefined;
  readonly isActive?: boolean | undefined;
  readonly language?: MailSettings['language'] | undefined;
  readonly mailsOff?: MailSettings['mailsOff'] | undefined;
  readonly quietHours?: MailSettings['quietHours'] | undefined;
}

/** The fields that staff may change of requesters. */
const CONTACT_FIELDS: readonly (keyof PersonEdit)[] = [
  'name',
  'firstName',
  'lastName',
  'phone',
  'department',
  'location',
  'timeZone',
  'languages',
  'language',
];

/** The fields that people may change themselves. */
const OWN_FIELDS: readonly (keyof PersonEdit)[] = [...CONTACT_FIELDS, 'absence', 'mailsOff', 'quietHours'];

/** The default number of open tickets that a moderator gets at a time. */
export const DEFAULT_CAPACITY = 20;

export const ERASED_NAME = 'Erased person';

/** The fields that managers may change of requesters. Administrators change everything of everybody. */
const MEMBERSHIP_FIELDS: readonly (keyof PersonEdit)[] = [
  ...CONTACT_FIELDS,
  'organisationId',
  'ticketVisibility',
];

/** Returns the permission that an edit needs. `isSelf` is true for people who edit themselves. */
export function actionOfEdit(before: User, edit: PersonEdit, isSelf: boolean): Action {
  const fields = Object.entries(edit).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const isWithin = (allowed: readonly string[]) => fields.every((field) => allowed.includes(field));
  if (isSelf && isWithin(OWN_FIELDS)) return 'profile.edit';
  if (isWithin(['team'])) return 'team.edit_members';
  if (isStaff(before.role)) return 'person.administer';
  if (isWithin(CONTACT_FIELDS)) return 'person.edit_contact';
  return isWithin(MEMBERSHIP_FIELDS) ? 'organisation.administer' : 'person.administer';
}

/** The person with the edit applied, one version on. A moderator without a capacity of their own gets the default. */
export function editPerson(before: User, edit: PersonEdit): User {
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const { name, firstName, lastName } = namesAfter(before, edit);
  const after: User = { ...before, ...given, name, firstName, lastName, version: before.version + 1 };
  const holders = rolesWith('ticket.accept');
  const becomesModerator = !holders.includes(before.role) && holders.includes(after.role);
  return {
    ...after,
    skills: [...new Set(after.skills)],
    languages: [...new Set(after.languages)],
    otherAddresses: tidyAddresses(after),
    identities: [...new Set(after.identities)],
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
    ...NO_CONTACT_DETAILS,
    role: 'user',
    skills: [],
    team: null,
    organisationId: null,
    ticketVisibility: null,
    absence: null,
    calendar: null,
    isActive: false,
    passwordHash: null,
    emailVerifiedAt: null,
    mailProblem: null,
    ...DEFAULT_MAIL_SETTINGS,
    merge: null,
    erasedAt: at,
    version: before.version + 1,
  };
}
