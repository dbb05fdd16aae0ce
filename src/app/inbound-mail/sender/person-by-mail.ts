import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { cleanLine } from '../../../domain/inbound-mail/text/clean-line.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import { checkRegistration } from '../../../domain/accounts/registration.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import { accountEvent } from '../../accounts/account-event.js';
import type { AppDeps } from '../../deps.js';
import { addPerson } from '../../accounts/add-person.js';

type Deps = Pick<AppDeps, 'users' | 'clock' | 'newId'>;

/** Of an account's name, by the API as well. */
const MAX_NAME_LENGTH = 100;

/**
 * The account of somebody who has written a mail: a requester's, without a password, until they ask for one. That mail
 * reaches them there is not known yet.
 */
export async function personByMail(deps: Deps, { name, address }: MailAddress): Promise<User> {
  const localPart = address.slice(0, address.lastIndexOf('@'));
  const user: User = {
    ...NEW_USER,
    id: deps.newId(),
    email: address,
    name: cleanLine(name, MAX_NAME_LENGTH) || cleanLine(localPart, MAX_NAME_LENGTH),
    createdAt: deps.clock.now(),
  };
  const doer = { actor: SYSTEM_ACTOR, address: null };
  const event = accountEvent(deps, doer, {
    type: 'account.registered',
    account: user,
    details: { via: 'mail' },
  });
  try {
    return await addPerson(deps, user, { event });
  } catch (error) {
    // Another mail of theirs was faster.
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const there = isThere ? await deps.users.findByEmail(address) : null;
    if (there === null) throw error;
    return there;
  }
}

/** Whether somebody with that address gets an account by writing. */
export function isWelcome(
  { inbound, registration }: Pick<AppDeps, 'inbound' | 'registration'>,
  address: string,
): boolean {
  if (!inbound.acceptsStrangers) return false;
  try {
    checkRegistration({ ...registration, isOpen: true }, address);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'forbidden') return false;
    throw error;
  }
}
