import { accountDelivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import type { OneTimeCode } from '../../domain/accounts/one-time-code.js';
import { authorize } from '../../domain/access/permissions.js';
import type { User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, nobody, themselves } from './account-event.js';
import type { SignedIn } from './authenticate.js';
import { commitRequest, newCode } from './codes.js';
import { inConstantTime } from './sign-in/in-constant-time.js';
import { hashNewPassword } from './new-password.js';
import { proveIdentity, type ProofDeps } from './sign-in/prove-identity.js';
import { readMe } from './sign-in/sign-in.js';

type Deps = Pick<
  AppDeps,
  'users' | 'codes' | 'hasher' | 'commonPasswords' | 'mailedSecrets' | 'signInGuard' | 'clock' | 'newId'
>;

/**
 * Mails a link to choose a new password, unless enough were mailed and one of them still works.
 * Neither the answer nor its time shows whether an account exists.
 */
export async function requestPasswordReset(
  deps: Pick<AppDeps, 'users' | 'codes' | 'signInGuard' | 'clock' | 'newId'>,
  email: string,
  address: string,
): Promise<void> {
  await inConstantTime(async () => {
    const user = await deps.users.findByEmail(email);
    if (user?.isActive !== true) return;
    const live = await deps.codes.live(user.id, ['password_reset'], deps.clock.now());
    const mayMail = await deps.signInGuard.mayMail(email, address);
    if (!mayMail && live.length > 0) return;
    const type = 'account.password_reset_requested';
    const request = { type, purpose: 'password_reset', kind: 'password_reset' } as const;
    await commitRequest(deps, newCode(deps, nobody(address), user, request));
  });
}

/**
 * Returns the account whose password a mailed link may set.
 * @throws DomainError `unauthenticated` for a link that is forged, used or expired.
 */
export async function readPasswordReset(
  deps: Pick<AppDeps, 'users' | 'codes' | 'mailedSecrets' | 'clock'>,
  token: string,
): Promise<{ readonly user: User; readonly code: OneTimeCode }> {
  const id = deps.mailedSecrets.idOf(token);
  const code = id === null ? null : await deps.codes.find(id);
  const isLive = code?.purpose === 'password_reset' && code.expiresAt > deps.clock.now();
  const user = isLive ? await deps.users.find(code.accountId) : null;
  if (!isLive || user?.isActive !== true) {
    throw new DomainError(
      'unauthenticated',
      'The link is not valid, was used or has expired. Request a new one.',
    );
  }
  return { user, code };
}

/**
 * Sets the password through a mailed link, ends every session and revokes every API key.
 * The network becomes known. A link cannot be guessed, so the owner can sign in even while strangers guess at the
 * account.
 * @throws DomainError `unauthenticated`; `invalid_input` for a common password, and the link stays valid.
 */
export async function resetPassword(
  deps: Deps,
  token: string,
  password: string,
  address: string,
): Promise<void> {
  const { user, code } = await readPasswordReset(deps, token);
  const now = deps.clock.now();
  const after: User = {
    ...user,
    passwordHash: await hashNewPassword(deps, password, user),
    // The link was mailed, so its user reads mail at this address.
    emailVerifiedAt: now,
    version: user.version + 1,
  };
  const event = accountEvent(deps, themselves(user, address), {
    type: 'account.password_changed',
    account: user,
    details: { method: 'mailed link' },
    followUps: ['send_mails'],
  });
  await deps.users.commit({
    person: { before: user, after },
    redeemedCode: code.id,
    endedSessionsOf: { accountId: user.id, except: null },
    // An intruder may have created keys.
    revokedApiKeysOf: user.id,
    event,
    deliveries: [accountDelivery(event, 'password_changed', user)],
  });
  await deps.signInGuard.trust(user.email, address);
}

/**
 * Changes the actor's own password and ends their other sessions.
 * @throws DomainError `invalid_input` for a wrong old password or a common new one; `too_many_requests` after too
 *   many failures, because a person with an open session must not guess the password.
 */
export async function changePassword(
  deps: ProofDeps & Pick<AppDeps, 'hasher' | 'commonPasswords'>,
  actor: SignedIn,
  passwords: { readonly current: string; readonly next: string },
  address: string,
): Promise<void> {
  authorize(actor, 'profile.edit');
  const user = await readMe(deps, actor);
  await proveOwnPassword(deps, user, passwords.current, address);
  const after: User = {
    ...user,
    passwordHash: await hashNewPassword(deps, passwords.next, user, 'new_password'),
    version: user.version + 1,
  };
  const event = accountEvent(
    deps,
    { actor, address },
    { type: 'account.password_changed', account: user, followUps: ['send_mails'] },
  );
  await deps.users.commit({
    person: { before: user, after },
    endedSessionsOf: { accountId: user.id, except: actor.sessionId },
    event,
    deliveries: [accountDelivery(event, 'password_changed', user)],
  });
}

/**
 * Checks the current password of a signed-in person.
 * @throws DomainError `invalid_input` for a wrong one; `too_many_requests`.
 */
export async function proveOwnPassword(
  deps: ProofDeps & Pick<AppDeps, 'hasher'>,
  { email, passwordHash }: User,
  password: string,
  address: string,
): Promise<void> {
  try {
    await proveIdentity(deps, { email, address, method: 'change of password' }, async () => {
      if (await deps.hasher.verify(passwordHash, password)) return;
      throw new DomainError('unauthenticated', 'The password is wrong.');
    });
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code !== 'unauthenticated') throw cause;
    const faults = [{ path: 'current_password', message: 'is wrong' }];
    throw new DomainError('invalid_input', 'Your current password is wrong. Nothing was changed.', {
      faults,
      cause,
    });
  }
}
