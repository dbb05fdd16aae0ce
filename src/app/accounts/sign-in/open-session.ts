import type { EventDetails } from '../../../domain/event-details.js';
import { addDays, addMinutes } from '../../../domain/time.js';
import { DomainError } from '../../../domain/errors.js';
import {
  cookieExpiry,
  sessionPersonOf,
  type RefreshToken,
  type Session,
  type SessionKind,
} from '../../../domain/accounts/session.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AccountChange } from '../../../ports/accounts/account-repositories.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent, themselves } from '../account-event.js';

/** Opens the session that a whole proof is worth. */
export type Open<S> = (deps: SessionDeps, user: User, proof: Proof) => Promise<S>;

/** The tokens of a sign-in. */
export interface SignIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly user: User;
}

export type SessionDeps = Pick<
  AppDeps,
  'users' | 'tokens' | 'randomSecrets' | 'refreshTokenDays' | 'sessionMaxDays' | 'clock' | 'newId'
>;

/** The proof of a person's identity. */
export interface Proof {
  readonly method: 'password' | 'code';
  readonly address: string;
  /** Written in the same transaction: what the proof uses up or changes. */
  readonly change?: Pick<AccountChange, 'person' | 'redeemedCode' | 'endedSessionsOf' | 'revokedApiKeysOf'>;
  /** True if a second factor was also shown. */
  readonly hasFactor?: boolean;
  /** Further details for the security event. */
  readonly details?: EventDetails;
}

/**
 * Opens a session for an authenticated person.
 * @throws DomainError `unauthenticated` for a person who has left.
 */
export async function openSession(deps: SessionDeps, user: User, proof: Proof): Promise<SignIn> {
  const { secret, token } = newRefreshToken(deps, deps.clock.now());
  const session = await beginSession(deps, user, proof, { kind: 'tokens', token });
  return toSignIn(deps, session.id, secret, user);
}

/**
 * Opens a session that cannot be refreshed, for the codec of the Temporal Web UI only.
 * @returns a token for the audience `codec`, valid as long as the session
 * @throws DomainError `unauthenticated` for a person who has left.
 */
export async function openCodecSession(
  deps: SessionDeps,
  user: User,
  proof: Proof,
): Promise<Omit<SignIn, 'refreshToken'>> {
  const session = await beginSession(deps, user, proof, { kind: 'codec' });
  const { tokens } = deps;
  const accessToken = tokens.issue({ accountId: user.id, sessionId: session.id }, 'codec');
  return { accessToken, expiresInSeconds: tokens.lifetimeSeconds, user };
}

/** A session in the cookie of a browser. */
export interface CookieSignIn {
  /** The value of the cookie. */
  readonly cookie: string;
  readonly expiresInSeconds: number;
  readonly user: User;
}

const COOKIE = 'cookie-';

/**
 * Opens a session whose only token is a cookie. It ends once it was not used for the lifetime of a refresh token, and at an
 * absolute limit.
 * @throws DomainError `unauthenticated` for a person who has left.
 */
async function openCookieSession(
  deps: SessionDeps & Pick<AppDeps, 'mailedSecrets'>,
  user: User,
  proof: Proof,
): Promise<CookieSignIn> {
  const now = deps.clock.now();
  const expiresAt = cookieExpiry(now, now, renewalOf(deps));
  const { id } = await beginSession(deps, user, proof, { kind: 'cookie', expiresAt });
  const expiresInSeconds = Math.floor((expiresAt.getTime() - deps.clock.now().getTime()) / 1000);
  // Derived from the id, so that the database holds no secret that opens a session.
  return { cookie: deps.mailedSecrets.token(`${COOKIE}${id}`), expiresInSeconds, user };
}

/** How long a use renews a session in a cookie. */
export function renewalOf({
  refreshTokenDays,
  sessionMaxDays,
}: Pick<AppDeps, 'refreshTokenDays' | 'sessionMaxDays'>) {
  return { days: refreshTokenDays, maxDays: sessionMaxDays };
}

/** Returns what opens a session for the cookie of a browser, once the proof is whole. */
export function openForCookie({ mailedSecrets }: Pick<AppDeps, 'mailedSecrets'>): Open<CookieSignIn> {
  return (deps, user, proof) =>
    openCookieSession({ ...deps, mailedSecrets }, user, {
      ...proof,
      details: { ...proof.details, for: 'cookie' },
    });
}

/** Returns the session that a cookie names; null for a value that is not ours. */
export function sessionOfCookie(
  { mailedSecrets }: Pick<AppDeps, 'mailedSecrets'>,
  cookie: string,
): string | null {
  const id = mailedSecrets.idOf(cookie);
  return id?.startsWith(COOKIE) === true ? id.slice(COOKIE.length) : null;
}

interface NewSession {
  readonly kind: SessionKind;
  /** Absent for a session that cannot be refreshed. */
  readonly token?: Omit<RefreshToken, 'sessionId'> | null;
  /** Absent for the lifetime of its token. */
  readonly expiresAt?: Date;
}

async function beginSession(
  deps: SessionDeps,
  user: User,
  { method, address, change = {}, hasFactor = false, details = {} }: Proof,
  { kind, token = null, expiresAt }: NewSession,
): Promise<Session> {
  if (!user.isActive) throw new DomainError('unauthenticated', 'This account is no longer active.');
  const now = deps.clock.now();
  const session: Session = {
    id: deps.newId(),
    person: sessionPersonOf(user),
    hasFactor,
    createdAt: now,
    expiresAt: expiresAt ?? token?.expiresAt ?? addMinutes(now, deps.tokens.lifetimeSeconds / 60),
    kind,
  };
  await deps.users.commit({
    ...change,
    newSession: { session, token: token === null ? null : { ...token, sessionId: session.id } },
    event: accountEvent(deps, themselves(user, address), {
      type: 'account.signed_in',
      account: user,
      details: { method, ...details },
    }),
  });
  return session;
}

export function newRefreshToken(
  deps: Pick<AppDeps, 'randomSecrets' | 'refreshTokenDays'>,
  now: Date,
): { readonly secret: string; readonly token: Omit<RefreshToken, 'sessionId'> } {
  const { secret, hash } = deps.randomSecrets.create('hfr');
  const expiresAt = addDays(now, deps.refreshTokenDays);
  return { secret, token: { id: hash, usedAt: null, expiresAt } };
}

export function toSignIn(
  { tokens }: Pick<AppDeps, 'tokens'>,
  sessionId: string,
  refreshToken: string,
  user: User,
): SignIn {
  return {
    accessToken: tokens.issue({ accountId: user.id, sessionId }, 'api'),
    refreshToken,
    expiresInSeconds: tokens.lifetimeSeconds,
    user,
  };
}
