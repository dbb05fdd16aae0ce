import { authorize, can } from '../../domain/access/permissions.js';
import type { DataSubject } from '../../ports/accounts/personal-data.js';
import { addressesOf } from '../../domain/accounts/contact.js';
import { isGone } from '../../domain/accounts/person-merge.js';
import type { User } from '../../domain/accounts/user.js';
import type { Doer } from '../accounts/account-event.js';
import { mergedAccounts } from '../accounts/current-person.js';
import type { AppDeps } from '../deps.js';
import { personNotFound } from '../accounts/read-people.js';

/** A person whom the actor may export. @throws DomainError `not_found`, `forbidden` */
export async function exportable(
  deps: Pick<AppDeps, 'users'>,
  { actor }: Pick<Doer, 'actor'>,
  id: string,
): Promise<User> {
  const person = await deps.users.find(id);
  if (person === null || isGone(person) || !can(actor, 'person.read', person)) {
    throw personNotFound(id);
  }
  authorize(actor, 'person.export', person);
  return person;
}

/** Returns the keys that find a person's data, also that of accounts that were merged into theirs. */
export async function dataSubject(
  { sealer, users }: Pick<AppDeps, 'sealer' | 'users'>,
  person: Pick<User, 'id' | 'email' | 'otherAddresses'>,
): Promise<DataSubject> {
  const merged = await mergedAccounts(users, person.id);
  return {
    accountIds: [person.id, ...merged.map(({ id }) => id)],
    addressFingerprints: addressesOf(person).map((each) => sealer.fingerprint(each)),
  };
}
