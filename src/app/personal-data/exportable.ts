import { authorize, can } from '../../domain/access/permissions.js';
import type { DataSubject } from '../../ports/accounts/personal-data.js';
import type { User } from '../../domain/accounts/user.js';
import type { Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { personNotFound } from '../accounts/read-people.js';

/** A person whom the actor may export. @throws DomainError `not_found`, `forbidden` */
export async function exportable(
  deps: Pick<AppDeps, 'users'>,
  { actor }: Pick<Doer, 'actor'>,
  id: string,
): Promise<User> {
  const person = await deps.users.find(id);
  if (person === null || person.erasedAt !== null || !can(actor, 'person.read', person)) {
    throw personNotFound(id);
  }
  authorize(actor, 'person.export', person);
  return person;
}

/** Returns the keys that find a person's data. */
export function dataSubject(
  { sealer }: Pick<AppDeps, 'sealer'>,
  { id: accountId, email }: Pick<User, 'id' | 'email'>,
): DataSubject {
  return { accountId, addressFingerprint: sealer.fingerprint(email) };
}
