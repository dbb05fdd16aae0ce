import { DomainError } from '../../../domain/errors.js';
import { canMailAgain, type OneTimeCode } from '../../../domain/accounts/one-time-code.js';
import { proveAddress } from '../../../domain/accounts/registration.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { nobody } from '../account-event.js';
import { isFactorNeeded, openUnlessFactor, type FactorNeeded } from './complete-sign-in.js';
import { joinedByDomain } from '../join-organisation.js';
import { codesToTry, commitRequest, mailOfCode, networkName, newCode } from '../codes.js';
import {
  openForCookie,
  openSession,
  type CookieSignIn,
  type Open,
  type SessionDeps,
  type SignIn,
} from './open-session.js';
import { inConstantTime } from './in-constant-time.js';
import { proveIdentity, type ProofDeps } from './prove-identity.js';

/**
 * Mails a sign-in code.
 * Answer and time are the same with and without an account, and if no mail is sent because of the limit. A recent
 * code is mailed again, so that few codes can be guessed.
 */
export async function requestCode(
  deps: Pick<AppDeps, 'users' | 'codes' | 'signInGuard' | 'sealer' | 'clock' | 'newId'>,
  email: string,
  address: string,
): Promise<void> {
  await inConstantTime(async () => {
    const user = await deps.users.findByEmail(email);
    if (user?.isActive !== true) return;
    const usable = await codesToTry(deps, user.id, address);
    const mayMail = await deps.signInGuard.mayMail(email, address);
    if (!mayMail && usable.length > 0) return;
    const request = { type: 'account.code_requested', purpose: 'sign_in', kind: 'sign_in_code' } as const;
    const fresh = usable.find((code) => canMailAgain(code, deps.clock.now()));
    await commitRequest(
      deps,
      fresh === undefined
        ? newCode(deps, nobody(address), user, request)
        : mailOfCode(deps, nobody(address), user, fresh, request),
    );
  });
}

type Deps = SessionDeps &
  ProofDeps &
  Pick<
    AppDeps,
    'organisations' | 'codes' | 'mailedSecrets' | 'sealer' | 'secondFactors' | 'authenticatorCodes'
  >;

/**
 * Signs a person in with a mailed code, which proves that they read mail at their address ({@link proveAddress}), or
 * asks for their second factor. A code works once. Five wrong attempts from one network end it there.
 * @throws DomainError `unauthenticated`: the same for a wrong code, an expired one, and an unknown address;
 *   `too_many_requests` after too many failures, with codes and passwords together.
 */
export async function signInWithCode(
  deps: Deps,
  email: string,
  code: string,
  address: string,
): Promise<SignIn | FactorNeeded> {
  return signInFor(deps, { email, code, address }, openSession);
}

/** The same for the cookie of a browser. @throws DomainError as {@link signInWithCode} */
export async function signInWithCodeForCookie(
  deps: Deps,
  email: string,
  code: string,
  address: string,
): Promise<CookieSignIn | FactorNeeded> {
  return signInFor(deps, { email, code, address }, openForCookie(deps));
}

interface Attempt {
  readonly email: string;
  readonly code: string;
  readonly address: string;
}

async function signInFor<S extends object>(
  deps: Deps,
  attempt: Attempt,
  open: Open<S>,
): Promise<S | FactorNeeded> {
  const { email, address } = attempt;
  return proveIdentity(
    deps,
    { email, address, method: 'code' },
    () => inConstantTime(() => tryCode(deps, attempt, open)),
    (outcome) => !isFactorNeeded(outcome),
  );
}

async function tryCode<S extends object>(
  deps: Deps,
  { email, code, address }: Attempt,
  open: Open<S>,
): Promise<S | FactorNeeded> {
  const user = await deps.users.findByEmail(email);
  const redeemed = user?.isActive === true ? await redeemable(deps, user, code, address) : null;
  if (user === null || redeemed === null) {
    throw new DomainError('unauthenticated', 'The code is wrong, used or expired. Request a new one.');
  }
  const proven = proveAddress(user, redeemed.purpose, deps.clock.now());
  const after = proven === user ? user : await joinedByDomain(deps, proven);
  const removesPassword = after.passwordHash !== user.passwordHash;
  const change = {
    redeemedCode: redeemed.id,
    ...(after === user ? {} : { person: { before: user, after } }),
    // The sessions and keys that the password may have opened end with it.
    ...(removesPassword
      ? { endedSessionsOf: { accountId: user.id, except: null }, revokedApiKeysOf: user.id }
      : {}),
  };
  const details = removesPassword ? { password_removed: true } : {};
  return openUnlessFactor(deps, user, { method: 'code', address, change, details }, open);
}

/** Every code that may be tried from there counts the attempt; a person who has two may use either. */
async function redeemable(
  deps: Pick<Deps, 'codes' | 'mailedSecrets' | 'sealer' | 'clock'>,
  user: User,
  given: string,
  address: string,
): Promise<OneTimeCode | null> {
  const network = networkName(deps, address);
  let right: OneTimeCode | null = null;
  for (const code of await codesToTry(deps, user.id, address)) {
    const hadAttempt = await deps.codes.spendAttempt(code.id, network);
    if (hadAttempt && deps.mailedSecrets.isCode(code.id, given)) right = code;
  }
  return right;
}
