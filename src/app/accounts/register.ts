import { checkRegistration, needsVerification } from '../../domain/accounts/registration.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';
import { addPerson } from './add-person.js';
import { joinedByDomain } from './join-organisation.js';
import { accountEvent, themselves } from './account-event.js';
import { newCode } from './codes.js';
import { hashNewPassword } from './new-password.js';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

type Deps = Pick<
  AppDeps,
  'users' | 'organisations' | 'hasher' | 'commonPasswords' | 'registration' | 'clock' | 'newId'
>;

/**
 * Creates an account for a person who registers; the role is always `user`.
 * If addresses must be verified, it mails a code that confirms address and password.
 * @throws DomainError `forbidden` if registration is closed, or closed to this address; `duplicate`; `invalid_input`
 *   for a common password.
 */
export async function register(
  deps: Deps,
  { email, password, name }: Registration,
  address: string,
  id: string,
): Promise<User> {
  checkRegistration(deps.registration, email);
  const passwordHash = await hashNewPassword(deps, password, { email, name });
  const person: User = { ...NEW_USER, id, email, name, passwordHash, createdAt: deps.clock.now() };
  const user = await joinedByDomain(deps, person);
  const doer = themselves(user, address);
  const code = needsVerification(deps.registration)
    ? newCode(deps, doer, user, { type: 'account.registered', purpose: 'registration', kind: 'sign_in_code' })
    : { event: accountEvent(deps, doer, { type: 'account.registered', account: user }) };
  return addPerson(deps, user, code);
}
