import type { Role } from '../../domain/access/actor.js';
import { authorize, rolesWith } from '../../domain/access/permissions.js';
import { DEFAULT_CAPACITY } from '../../domain/accounts/people.js';
import { WELCOME_MINUTES } from '../../domain/accounts/one-time-code.js';
import { faultsOfContact, tidyAddresses } from '../../domain/accounts/contact.js';
import { DomainError } from '../../domain/errors.js';
import { NEW_USER, type ContactDetails, type User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';
import { requireTeam } from '../desk/check-choices.js';
import { accountEvent, type Doer } from './account-event.js';
import { newCode } from './codes.js';
import { hashNewPassword } from './new-password.js';
import { joinedByDomain } from './join-organisation.js';
import { addPerson } from './add-person.js';

type NewContact = {
  readonly [P in keyof ContactDetails | 'language']?: User[P] | undefined;
};

export interface NewPerson extends NewContact {
  readonly email: string;
  readonly name: string;
  readonly otherAddresses?: readonly string[] | undefined;
  readonly identities?: readonly string[] | undefined;
  readonly role: Role;
  readonly skills?: readonly string[] | undefined;
  readonly team?: string | null | undefined;
  /** Undefined for that of their mail's domain; null for none. */
  readonly organisationId?: string | null | undefined;
  readonly capacity?: number | undefined;
  /** Without one the person is mailed a link to choose it. */
  readonly password?: string | undefined;
}

/**
 * Creates an account.
 * Idempotent by id. The person gets a link to choose a password, unless one is given here.
 * @throws DomainError `forbidden`, `duplicate`; `invalid_input` for a common password an unknown time zone or an unknown team.
 */
export async function createPerson(
  deps: Pick<AppDeps, 'users' | 'organisations' | 'teams' | 'hasher' | 'commonPasswords' | 'clock' | 'newId'>,
  doer: Doer,
  input: NewPerson,
  id: string,
): Promise<User> {
  authorize(doer.actor, 'person.administer');
  await requireTeam(deps, input.team, 'The person was not created.');
  const { email, name, role, skills = [], team = null, password } = input;
  const faults = faultsOfContact(input);
  if (faults.length > 0) throw new DomainError('invalid_input', 'The person was not created.', { faults });
  const person: User = {
    ...NEW_USER,
    id,
    ...contactOf(input),
    email,
    name,
    otherAddresses: tidyAddresses({ email, otherAddresses: input.otherAddresses ?? [] }),
    identities: [...new Set(input.identities ?? [])],
    role,
    skills: [...new Set(skills)],
    team,
    organisationId: input.organisationId ?? null,
    capacity: input.capacity ?? (rolesWith('ticket.accept').includes(role) ? DEFAULT_CAPACITY : 0),
    passwordHash: password === undefined ? null : await hashNewPassword(deps, password, { email, name }),
    // An administrator vouches for the address.
    emailVerifiedAt: deps.clock.now(),
    createdAt: deps.clock.now(),
  };
  const user = input.organisationId === undefined ? await joinedByDomain(deps, person) : person;
  const type = 'account.created';
  const welcome = { type, purpose: 'password_reset', kind: 'welcome', minutes: WELCOME_MINUTES } as const;
  const effects =
    password === undefined
      ? newCode(deps, doer, user, welcome)
      : { event: accountEvent(deps, doer, { type, account: user, details: { role } }) };
  return addPerson(deps, user, effects);
}

function contactOf(input: NewContact): Pick<User, keyof NewContact> {
  return {
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    phone: input.phone ?? null,
    department: input.department ?? null,
    location: input.location ?? null,
    timeZone: input.timeZone ?? null,
    languages: [...new Set(input.languages ?? [])],
    language: input.language ?? null,
  };
}
