import { DomainError } from '../../domain/errors.js';
import { accountChanges } from '../../domain/accounts/account-events.js';
import { domainOf } from '../../domain/accounts/organisation.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, type Doer } from './account-event.js';

/** The person in the organisation that has their mail's domain, unless they are in one. Nothing is written. */
export async function joinedByDomain(
  { organisations }: Pick<AppDeps, 'organisations'>,
  user: User,
): Promise<User> {
  if (user.organisationId !== null) return user;
  const organisation = await organisations.findByDomain(domainOf(user.email));
  return organisation === null ? user : { ...user, organisationId: organisation.id };
}

/** Lets a person whose mail proves their address join, unless they are in an organisation. */
export async function joinByMail(
  deps: Pick<AppDeps, 'users' | 'organisations' | 'clock' | 'newId'>,
  doer: Doer,
  before: User,
): Promise<User> {
  const joined = await joinedByDomain(deps, before);
  if (joined === before) return before;
  const after = { ...joined, version: before.version + 1 };
  const details = accountChanges(before, after);
  const event = accountEvent(deps, doer, { type: 'account.edited', account: after, details });
  try {
    await deps.users.commit({ person: { before, after }, event });
    return after;
  } catch (error) {
    // Another change was faster, or the organisation was deleted. The next mail tries again.
    if (error instanceof DomainError && ['version_conflict', 'invalid_input'].includes(error.code))
      return before;
    throw error;
  }
}
