import { DomainError } from '../domain/errors.js';
import type { Actor, User } from '../domain/user.js';
import type { AppDeps } from './deps.js';

export interface SignIn {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly user: User;
}

/**
 * Signs a person in with a password.
 * @throws DomainError `unauthenticated`: the same for an unknown address, a wrong password and a person who has left.
 */
export async function signIn(
  deps: Pick<AppDeps, 'users' | 'hasher' | 'tokens'>,
  email: string,
  password: string,
): Promise<SignIn> {
  const user = await deps.users.findByEmail(email);
  const isRight = await deps.hasher.verify(user?.passwordHash ?? null, password);
  if (!isRight || user?.isActive !== true) {
    throw new DomainError('unauthenticated', 'The e-mail address or the password is wrong.');
  }
  return { accessToken: deps.tokens.issue(user), expiresInSeconds: deps.tokens.lifetimeSeconds, user };
}

/** The signed-in person. @throws DomainError `unauthenticated` when they no longer exist or have left. */
export async function readMe(deps: Pick<AppDeps, 'users'>, actor: Actor): Promise<User> {
  const user = await deps.users.find(actor.id);
  if (user?.isActive !== true) throw new DomainError('unauthenticated', 'This account is no longer active.');
  return user;
}
