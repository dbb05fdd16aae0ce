import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/permissions.js';
import { needsVerification } from '../../domain/registration.js';
import type { Actor, User } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';
import { openCodecSession, openSession, type SessionDeps, type SignIn } from './open-session.js';
import { proveIdentity, type ProofDeps } from './prove-identity.js';

type Deps = SessionDeps & ProofDeps & Pick<AppDeps, 'hasher' | 'registration'>;

/**
 * Signs a person in with a password.
 * @throws DomainError `unauthenticated`: the same for an unknown address, a wrong password and a person who has left;
 *   `too_many_requests` where that has happened too often; `forbidden` for somebody who registered but has not read a
 *   mail at that address yet, where that is required.
 */
export async function signIn(deps: Deps, email: string, password: string, address: string): Promise<SignIn> {
  const attempt = { email, address, method: 'password' } as const;
  return proveIdentity(deps, attempt, async () => {
    const user = await ownerOf(deps, email, password);
    return openSession(deps, user, { method: 'password', address });
  });
}

/**
 * Signs an administrator in for the codec of the Temporal Web UI. Nothing is left of an attempt that is refused.
 * @returns a token that opens the codec and nothing else
 * @throws DomainError as {@link signIn}; `forbidden` for people without the right.
 */
export async function signInForCodec(
  deps: Deps,
  email: string,
  password: string,
  address: string,
): Promise<Omit<SignIn, 'refreshToken'>> {
  const attempt = { email, address, method: 'password' } as const;
  return proveIdentity(deps, attempt, async () => {
    const user = await ownerOf(deps, email, password);
    authorize({ type: 'user', ...user }, 'payload.decode');
    return openCodecSession(deps, user, { method: 'password', address, details: { for: 'codec' } });
  });
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
      'Confirm your address first: with the code that was mailed when you registered (POST /auth/verify-otp), or by choosing a password anew (POST /auth/request-password-reset).',
    );
  }
  return user;
}

/** The signed-in person. @throws DomainError `unauthenticated` when they no longer exist or have left; `forbidden`. */
export async function readMe(deps: Pick<AppDeps, 'users'>, actor: Actor): Promise<User> {
  authorize(actor, 'profile.read');
  const user = await deps.users.find(actor.id);
  if (user?.isActive !== true) throw new DomainError('unauthenticated', 'This account is no longer active.');
  return user;
}
