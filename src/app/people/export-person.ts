import { fieldsFor, type CustomField } from '../../domain/custom-fields.js';
import { authorize, can } from '../../domain/permissions.js';
import type { User } from '../../domain/user.js';
import type { PersonalData } from '../../ports/personal-data.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { personNotFound } from './read-people.js';

/** Everything that is kept about a person (Art. 15 and 20 GDPR). */
export interface PersonExport extends PersonalData {
  readonly person: User;
  /** Those whose values people may see on their tickets, by name. */
  readonly customFields: ReadonlyMap<string, CustomField>;
}

/**
 * Collects everything that is kept about a person, for themselves or an administrator.
 * @throws DomainError `not_found`, `forbidden`.
 */
export async function exportPerson(
  deps: Pick<AppDeps, 'users' | 'personalData' | 'customFields' | 'accountEvents' | 'clock' | 'newId'>,
  doer: Doer,
  id: string,
): Promise<PersonExport> {
  const person = await deps.users.find(id);
  if (person === null || person.erasedAt !== null || !can(doer.actor, 'person.read', person)) {
    throw personNotFound(id);
  }
  authorize(doer.actor, 'person.export', person);
  const [data, fields] = await Promise.all([deps.personalData.collect(id), deps.customFields.all()]);
  await deps.accountEvents.add(accountEvent(deps, doer, { type: 'account.exported', account: person }));
  return { person, customFields: fieldsFor(fields, false), ...data };
}
