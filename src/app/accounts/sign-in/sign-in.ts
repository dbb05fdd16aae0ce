import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { authorize } from '../../../domain/access/permissions.js';
import { needsVerification } from '../../../domain/accounts/registration.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { isFactorNeeded, openUnlessFactor, verifyFactor, type FactorNeeded } from './complete-sign-in.js';
import {
  openCodecSession,
  openForCookie,
  openSession,
  type CookieSignIn,
  type Proof,
  type SessionDeps,
  type SignIn,
} from './open-session.js';
import { proveIdentity, type ProofDeps } from './prove-identity.js';

type Deps = SessionDeps &
  ProofDeps &
  Pick<AppDeps, 'hasher' | 'registration' | 'secondFactors' | 'authenticatorCodes' | 'sealer'>;

/**
 * Signs a person in with a password, or asks for their second factor.
 * @throws DomainError `unauthenticated`: the same for an unknown address, a wrong password and a closed account;
 *   `too_many_requests` after too many failures; `forbidden` if the address must be proven first.
 */
export async function signIn(
  deps: Deps,
  email: string,
  password: string,
  address: string,
): Promise<SignIn | FactorNeeded> {
  return signInFor(deps, { email, password, address }, openSession);
}

/** A sign-in for the codec only. */
export type CodecSignIn = Omit<SignIn, 'refreshToken'>;

/**
 * Signs an administrator in for the codec of the Temporal Web UI.
 * A rejected attempt leaves no session.
 * @returns a token that opens only the codec
 * @throws DomainError as {@link signIn}; `forbidden` for people without the permission.
 */
export async function signInForCodec(
  deps: Deps,
  email: string,
  password: string,
  address: string,
): Promise<CodecSignIn | FactorNeeded> {
  return signInFor(deps, { email, password, address }, openForCodec);
}

/** The same after the second factor. @throws DomainError as {@link verifyFactor}, and `forbidden`. */
export async function verifyFactorForCodec(
  deps: Deps,
  shown: { readonly factorToken: string; readonly code: string },
  address: string,
): Promise<CodecSignIn> {
  return verifyFactor(deps, shown, address, openForCodec);
}

/**
 * Signs a person in for the cookie of a browser, or asks for their second factor.
 * @throws DomainError as {@link signIn}
 */
export async function signInForCookie(
  deps: Deps & Pick<AppDeps, 'mailedSecrets'>,
  email: string,
  password: string,
  address: string,
): Promise<CookieSignIn | FactorNeeded> {
  return signInFor(deps, { email, password, address }, openForCookie(deps));
}

/** The same after the second factor. @throws DomainError as {@link verifyFactor} */
export async function verifyFactorForCookie(
  deps: Deps & Pick<AppDeps, 'mailedSecrets'>,
  shown: { readonly factorToken: string; readonly code: string },
  address: string,
): Promise<CookieSignIn> {
  return verifyFactor(deps, shown, address, openForCookie(deps));
}

async function openForCodec(deps: SessionDeps, user: User, proof: Proof): Promise<CodecSignIn> {
  authorize({ type: 'user', ...user }, 'payload.decode');
  return openCodecSession(deps, user, { ...proof, details: { ...proof.details, for: 'codec' } });
}

async function signInFor<S extends object>(
  deps: Deps,
  {
    email,
    password,
    address,
  }: { readonly email: string; readonly password: string; readonly address: string },
  open: (deps: SessionDeps, user: User, proof: Proof) => Promise<S>,
): Promise<S | FactorNeeded> {
  const method = 'password';
  return proveIdentity(
    deps,
    { email, address, method },
    async () => {
      const user = await ownerOf(deps, email, password);
      return openUnlessFactor(deps, user, { method, address }, open);
    },
    (outcome) => !isFactorNeeded(outcome),
  );
}

async function ownerOf(deps: Deps, email: string, password: string): Promise<User> {
  const user = await deps.users.findByEmail(email);
  const isRight = await deps.hasher.verify(user?.passwordHash ?? null, password);
  if (!isRight || user?.isActive !== true) {
    throw new DomainError('unauthenticated', 'The e-mail address or the password is wrong.');
  }
  if (needsVerification(deps.registration) && user.emailVerifiedAt === null) {
    throw new DomainError(
      'forbidden',
      'Confirm your e-mail address first. Use the code from the registration mail (POST /auth/verify-otp), or reset your password (POST /auth/request-password-reset).',
    );
  }
  return user;
}

/**
 * Returns the signed-in person.
 * @throws DomainError `unauthenticated` if they no longer exist or have left; `forbidden`.
 */
export async function readMe(deps: Pick<AppDeps, 'users'>, actor: Actor): Promise<User> {
  authorize(actor, 'profile.read');
  const user = await deps.users.find(actor.id);
  if (user?.isActive !== true) throw new DomainError('unauthenticated', 'This account is no longer active.');
  return user;
}
