import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { cleanLine } from '../../../domain/inbound-mail/text/clean-line.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import { checkRegistration } from '../../../domain/accounts/registration.js';
import { NEW_USER, type User } from '../../../domain/accounts/user.js';
import type { Language } from '../../../domain/languages.js';
import { accountEvent } from '../../accounts/account-event.js';
import type { AppDeps } from '../../deps.js';
import { joinedByDomain } from '../../accounts/join-organisation.js';
import { addPerson } from '../../accounts/add-person.js';

type Deps = Pick<AppDeps, 'users' | 'organisations' | 'clock' | 'newId'>;

/** Maximum length of a name, in the API as well. */
const MAX_NAME_LENGTH = 100;

/**
 * Returns the account of a mail's author, or creates one: a requester without a password.
 * Their address is not proven yet.
 * @param isVouchedFor true if a mail server or staff say that the mail is theirs: they join the organisation of its domain
 */
export async function personByMail(
  deps: Deps,
  { name, address }: MailAddress,
  isVouchedFor: boolean,
  {
    via,
    language = null,
  }: { readonly via: 'mail' | 'form' | 'slack'; readonly language?: Language | null } = {
    via: 'mail',
  },
): Promise<User> {
  const localPart = address.slice(0, address.lastIndexOf('@'));
  const person: User = {
    ...NEW_USER,
    id: deps.newId(),
    email: address,
    name: cleanLine(name, MAX_NAME_LENGTH) || cleanLine(localPart, MAX_NAME_LENGTH),
    language,
    createdAt: deps.clock.now(),
  };
  const user = isVouchedFor ? await joinedByDomain(deps, person) : person;
  const doer = { actor: SYSTEM_ACTOR, address: null };
  const event = accountEvent(deps, doer, {
    type: 'account.registered',
    account: user,
    details: { via },
  });
  try {
    return await addPerson(deps, user, { event });
  } catch (error) {
    // Another mail of theirs was faster.
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const there = isThere ? await deps.users.findByAddress(address) : null;
    if (there === null) throw error;
    return there;
  }
}

/** Returns true if a new sender with that address gets an account. */
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
