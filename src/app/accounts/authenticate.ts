import { actorOf, type Actor } from '../../domain/access/actor.js';
import { isStaff } from '../../domain/access/permissions.js';
import type { ApiKey } from '../../domain/accounts/api-key.js';
import { DomainError } from '../../domain/errors.js';
import { mustHaveFactor } from '../../domain/accounts/second-factor.js';
import { deviceOf } from '../../domain/accounts/device.js';
import {
  noteUse,
  type Session,
  type SessionPerson,
  type SessionUse,
  type WayIn,
} from '../../domain/accounts/session.js';
import type { TokenAudience } from '../../ports/accounts/security.js';
import type { AppDeps } from '../deps.js';
import { renewalOf, sessionOfCookie } from './sign-in/open-session.js';

/** A person who has shown who they are, or a program of theirs. */
export type SignedIn = Extract<Actor, { readonly type: 'user' }> &
  WayIn & {
    /** True for a person who must set up a second factor before anything else. */
    readonly mustAddFactor?: boolean;
  };

type Deps = Pick<
  AppDeps,
  'organisations' | 'sessions' | 'apiKeys' | 'tokens' | 'randomSecrets' | 'factorRule' | 'clock' | 'logger'
>;

/** Noting every use would be a write for each request. */
const NOTE_USE_EVERY_MS = 60_000;

/**
 * Who shows this access token. It reads the session every time, so that a sign-out, a new role or a closed account counts
 * from the next request on.
 * @throws DomainError `unauthenticated`
 */
export async function authenticateToken(
  deps: Deps,
  token: string,
  audience: TokenAudience,
  userAgent = '',
): Promise<SignedIn> {
  const { accountId, sessionId } = deps.tokens.verify(token, audience);
  const session = await deps.sessions.find(sessionId, deps.clock.now());
  if (session?.person.id !== accountId) {
    throw new DomainError('unauthenticated', 'This session has ended. Sign in again.');
  }
  recordUse(deps, session, noteUse(session, deviceOf(userAgent), deps.clock.now()));
  return withRights(deps, session);
}

/**
 * Who shows this session cookie. Its use renews the session.
 * @returns also the seconds for which the browser must keep the cookie from now on; null if nothing has changed
 * @throws DomainError `unauthenticated`
 */
export async function authenticateCookie(
  deps: Deps & Pick<AppDeps, 'mailedSecrets' | 'refreshTokenDays' | 'sessionMaxDays'>,
  cookie: string,
  userAgent: string,
): Promise<{ readonly actor: SignedIn; readonly renewedSeconds: number | null }> {
  const now = deps.clock.now();
  const sessionId = sessionOfCookie(deps, cookie);
  const session = sessionId === null ? null : await deps.sessions.find(sessionId, now);
  if (session === null) throw new DomainError('unauthenticated', 'This session has ended. Sign in again.');
  const use = noteUse(session, deviceOf(userAgent), now, renewalOf(deps));
  recordUse(deps, session, use);
  const until = use?.expiresAt ?? null;
  const renewedSeconds = until === null ? null : Math.floor((until.getTime() - now.getTime()) / 1000);
  return { actor: await withRights(deps, session), renewedSeconds };
}

/** In the background: serving the request matters more than recording its time. */
function recordUse(
  { sessions, logger }: Pick<Deps, 'sessions' | 'logger'>,
  { id }: Session,
  use: SessionUse | null,
): void {
  if (use === null) return;
  sessions.recordUse(id, use).catch((error: unknown) => {
    logger.warn({ err: error, session: id }, 'session use not recorded');
  });
}

async function withRights(
  deps: Pick<AppDeps, 'organisations' | 'factorRule'>,
  session: Session,
): Promise<SignedIn> {
  const { person, hasFactor = false } = session;
  const reading = await readsOrganisation(deps, person);
  return {
    ...inSession(session),
    ...reading,
    mustAddFactor: !hasFactor && mustHaveFactor(deps.factorRule, person.role),
  };
}

/**
 * Returns the owner of an API key.
 * @throws DomainError `unauthenticated`
 */
export async function authenticateKey(deps: Deps, secret: string): Promise<SignedIn> {
  const now = deps.clock.now();
  const key = await deps.apiKeys.findByHash(deps.randomSecrets.hash(secret), now);
  if (key === null) throw new DomainError('unauthenticated', 'The API key is unknown, revoked or expired.');
  noteKeyUse(deps, key, now);
  return { ...withKey(key), ...(await readsOrganisation(deps, key.person)) };
}

/** Reads the rule of the organisation each time, so that a change counts from the next request on. */
async function readsOrganisation(
  { organisations }: Pick<AppDeps, 'organisations'>,
  { role, organisationId, ticketVisibility = 'own' }: SessionPerson,
): Promise<Pick<SignedIn, 'readsOrganisation'>> {
  if (organisationId === undefined || isStaff(role)) return {};
  const rule = ticketVisibility ?? (await organisations.find(organisationId))?.ticketVisibility;
  return rule === 'organisation' ? { readsOrganisation: true } : {};
}

/**
 * Returns the owner of a credential as a request with it would, for connections that outlive their request.
 * @throws DomainError `unauthenticated` once the credential has ended.
 */
export async function reauthenticate(
  deps: Pick<
    AppDeps,
    'organisations' | 'sessions' | 'apiKeys' | 'requesterLinks' | 'users' | 'factorRule' | 'clock'
  >,
  { sessionId, apiKeyId, linkId }: WayIn,
): Promise<SignedIn> {
  if (linkId !== undefined) return withLink(deps, linkId);
  const now = deps.clock.now();
  const key = apiKeyId === null ? null : await deps.apiKeys.find(apiKeyId);
  if (key !== null && key.expiresAt > now) {
    return { ...withKey(key), ...(await readsOrganisation(deps, key.person)) };
  }
  const session = sessionId === null ? null : await deps.sessions.find(sessionId, now);
  if (session !== null) return withRights(deps, session);
  throw new DomainError('unauthenticated', 'The session or API key has ended. Sign in again.');
}

/**
 * Returns the owner of a credential, with current data, for work that continues after their request.
 * @throws DomainError `forbidden` once the credential has ended.
 */
export async function stillSignedIn(
  { sessions, apiKeys, clock }: Pick<AppDeps, 'sessions' | 'apiKeys' | 'clock'>,
  { sessionId, apiKeyId }: WayIn,
): Promise<SignedIn> {
  const now = clock.now();
  if (apiKeyId !== null) {
    const key = await apiKeys.find(apiKeyId);
    if (key !== null && key.expiresAt > now) return withKey(key);
    throw new DomainError(
      'forbidden',
      'The API key that started this job was revoked or has expired. Start the job again.',
    );
  }
  const session = sessionId === null ? null : await sessions.find(sessionId, now);
  if (session !== null) return inSession(session);
  throw new DomainError(
    'forbidden',
    'The session that started this job has ended. Sign in and start the job again.',
  );
}

async function withLink(
  { requesterLinks, users, clock }: Pick<AppDeps, 'requesterLinks' | 'users' | 'clock'>,
  linkId: string,
): Promise<SignedIn> {
  const link = await requesterLinks.find(linkId, clock.now());
  const person = link === null ? null : await users.find(link.requesterId);
  if (person?.isActive === true) return { ...actorOf(person), sessionId: null, apiKeyId: null, linkId };
  throw new DomainError('unauthenticated', 'The conversation has ended. Start a new one.');
}

function inSession({ id, person }: Session): SignedIn {
  return { ...actorOf(person), sessionId: id, apiKeyId: null };
}

function withKey({ id, person, scopes }: ApiKey): SignedIn {
  return { ...actorOf(person), scopes, sessionId: null, apiKeyId: id };
}

/** In the background: serving the request matters more than recording its time. */
function noteKeyUse(deps: Deps, { id, lastUsedAt }: ApiKey, now: Date): void {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < NOTE_USE_EVERY_MS) return;
  deps.apiKeys.recordUse(id, now).catch((error: unknown) => {
    deps.logger.warn({ err: error, api_key: id }, 'API key use not recorded');
  });
}
