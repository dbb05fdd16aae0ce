import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import { DomainError } from '../../domain/errors.js';
import { addMinutes } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';
import { accountEvent } from './account-event.js';
import { hashNewPassword } from './new-password.js';

/** A day. A person who reads the log during that time could use the link. */
const LINK_MINUTES = 24 * 60;

/** The first administrator, as they describe themselves. */
interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

type LinkDeps = Pick<AppDeps, 'users' | 'setupLinks' | 'randomSecrets' | 'clock'>;

/**
 * Makes a link that creates the first administrator once, within a day.
 * Each process that starts makes its own, so that none invalidates the link of another. Null if there is one.
 */
export async function offerSetupLink(deps: LinkDeps & Pick<AppDeps, 'publicUrl'>): Promise<string | null> {
  if (await hasAdministrator(deps)) return null;
  const { secret, hash } = deps.randomSecrets.create('hfs');
  await deps.setupLinks.add({ hash, expiresAt: addMinutes(deps.clock.now(), LINK_MINUTES) });
  return `${deps.publicUrl}/setup/${secret}`;
}

/** @throws DomainError `link_expired` for a link that is not ours, used or expired, or if there is an administrator. */
export async function requireSetupLink(deps: LinkDeps, secret: string): Promise<void> {
  const isLive = await deps.setupLinks.isLive(deps.randomSecrets.hash(secret), deps.clock.now());
  if (!isLive || (await hasAdministrator(deps))) throw gone();
}

/**
 * Creates the first administrator, who can sign in with their password at once.
 * Of two parallel uses of links, one succeeds.
 * @throws DomainError `link_expired` as {@link requireSetupLink}; `invalid_input` for a password that is easy to guess;
 *   `duplicate` for an address that has an account.
 */
export async function createFirstAdministrator(
  deps: LinkDeps & Pick<AppDeps, 'hasher' | 'commonPasswords' | 'newId'>,
  secret: string,
  { email, name, password }: FirstAdministrator,
  address: string,
): Promise<User> {
  await requireSetupLink(deps, secret);
  const now = deps.clock.now();
  const user: User = {
    ...NEW_USER,
    id: deps.newId(),
    email,
    name,
    role: 'admin',
    passwordHash: await hashNewPassword(deps, password, { email, name }),
    // Who has the link runs this system, and vouches for the address.
    emailVerifiedAt: now,
    createdAt: now,
  };
  const event = accountEvent(
    deps,
    { actor: SYSTEM_ACTOR, address },
    { type: 'account.created', account: user, details: { role: 'admin', method: 'setup link' } },
  );
  const setupLink = { hash: deps.randomSecrets.hash(secret), at: now };
  await deps.users.commit({ person: { before: null, after: user }, setupLink, event });
  return user;
}

async function hasAdministrator({ users }: Pick<AppDeps, 'users'>): Promise<boolean> {
  return (await users.listActive(['admin'])).length > 0;
}

function gone(): DomainError {
  return new DomainError('link_expired', 'The link was used or has expired, or an administrator exists.');
}
