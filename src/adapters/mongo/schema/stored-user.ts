import { addressesOf } from '../../../domain/accounts/contact.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';

/** A person with all their addresses in one field, which a unique index serves. */
export type StoredUser = Stored<User> & { readonly addressKeys?: readonly string[] };

export function toStoredUser(user: User): StoredUser {
  return { ...toStored(user), addressKeys: addressesOf(user) };
}

/** Accounts of earlier versions lack the fields that have been added since. */
export function toUser({ addressKeys: _, ...stored }: StoredUser): User {
  return { ...NEW_USER, ...fromStored<User>(stored) };
}
