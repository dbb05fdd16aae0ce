import type { FieldFault } from '../errors.js';
import { isTimeZone } from '../sla/calendar/time-zone.js';
import type { User } from './user.js';

/** Addresses beside the primary one, and identities, per person. */
export const MAX_OTHER_ADDRESSES = 20;
export const MAX_IDENTITIES = 20;

/** Languages that a person speaks. */
export const MAX_LANGUAGES = 10;

/** Characters: two of them and a space fit into a name. */
export const MAX_NAME_PART = 49;

/** A system in small letters, and the id that the person has there. */
export const IDENTITY = '^[a-z][a-z0-9-]{0,31}:[!-~]{1,200}$';

type Names = Pick<User, 'name' | 'firstName' | 'lastName'>;

/**
 * The names after an edit. `name` is what others see, and is always there.
 * New parts without a name make the name from both parts. A new name alone removes the parts, because a name cannot be
 * split safely. All that are given are taken as they are.
 */
export function namesAfter(
  before: Names,
  edit: { readonly [P in keyof Names]?: Names[P] | undefined },
): Names {
  const { name, firstName, lastName } = edit;
  const hasParts = firstName !== undefined || lastName !== undefined;
  if (!hasParts) {
    if (name === undefined || name === before.name) return before;
    return { name, firstName: null, lastName: null };
  }
  const parts = {
    firstName: firstName === undefined ? before.firstName : firstName,
    lastName: lastName === undefined ? before.lastName : lastName,
  };
  const joined = [parts.firstName, parts.lastName].filter((part) => part !== null).join(' ');
  return { ...parts, name: name ?? (joined === '' ? before.name : joined) };
}

/** All addresses of a person, the primary one first. */
export function addressesOf({
  email,
  otherAddresses,
}: Pick<User, 'email' | 'otherAddresses'>): readonly string[] {
  return [email, ...otherAddresses];
}

/** Without repetitions, and without the primary address. */
export function tidyAddresses({
  email,
  otherAddresses,
}: Pick<User, 'email' | 'otherAddresses'>): readonly string[] {
  return [...new Set(otherAddresses)].filter((address) => address !== email);
}

/** Returns the faults that no schema can tell. */
export function faultsOfContact({
  timeZone,
}: {
  readonly timeZone?: string | null | undefined;
}): FieldFault[] {
  if (timeZone === undefined || timeZone === null || isTimeZone(timeZone)) return [];
  return [{ path: 'time_zone', message: 'must be the IANA name of a time zone, such as Europe/Berlin' }];
}
