import { DomainError } from '../../domain/errors.js';
import type { User } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';
import { nobody } from './account-event.js';
import { newCode } from './codes.js';
import { openSession, type SessionDeps, type SignIn } from './open-session.js';
import { inConstantTime } from './in-constant-time.js';
import { proveIdentity, type ProofDeps } from './prove-identity.js';

/**
 * Mails a code to sign in with. The answer and its time are the same for an address that has an account and for one that
 * has none.
 */
export async function requestCode(
  deps: Pick<AppDeps, 'users' | 'clock' | 'newId'>,
  email: string,
  address: string,
): Promise<void> {
  await inConstantTime(async () => {
    const user = await deps.users.findByEmail(email);
    if (user?.isActive !== true) return;
    const request = { type: 'account.code_requested', purpose: 'sign_in', kind: 'sign_in_code' } as const;
    await deps.users.commit(newCode(deps, nobody(address), user, request));
  });
}

type Deps = SessionDeps & ProofDeps & Pick<AppDeps, 'codes' | 'mailedSecrets'>;

/**
 * Signs a person in with a mailed code, which proves that they read mail at their address. A code is good for one
 * sign-in; five wrong ones spend it.
 * @throws DomainError `unauthenticated`: the same for a wrong code, an expired one, and an unknown address;
 *   `too_many_requests` where that has happened too often, with codes and passwords together.
 */
export async function signInWithCode(
  deps: Deps,
  email: string,
  code: string,
  address: string,
): Promise<SignIn> {
  const attempt = { email, address, method: 'code' } as const;
  return proveIdentity(deps, attempt, () => inConstantTime(() => tryCode(deps, email, code, address)));
}

async function tryCode(deps: Deps, email: string, code: string, address: string): Promise<SignIn> {
  const user = await deps.users.findByEmail(email);
  const codeId = user?.isActive === true ? await redeemable(deps, user, code) : null;
  if (user === null || codeId === null) {
    throw new DomainError('unauthenticated', 'The code is wrong, used or expired. Ask for a new one.');
  }
  const verified: User = { ...user, emailVerifiedAt: deps.clock.now(), version: user.version + 1 };
  const person = user.emailVerifiedAt === null ? { person: { before: user, after: verified } } : {};
  const change = { ...person, redeemedCode: codeId };
  return openSession(deps, user, { method: 'code', address, change });
}

/** Every live code counts the attempt; a person who asked twice may use either mail. */
async function redeemable(
  deps: Pick<AppDeps, 'codes' | 'mailedSecrets' | 'clock'>,
  user: User,
  given: string,
): Promise<string | null> {
  let right: string | null = null;
  for (const { id } of await deps.codes.live(user.id, 'sign_in', deps.clock.now())) {
    const hadAttempt = await deps.codes.spendAttempt(id);
    if (hadAttempt && deps.mailedSecrets.isCode(id, given)) right = id;
  }
  return right;
}
