import type { ApiKey } from '../../domain/api-key.js';
import { DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';

/** A person who has shown who they are, or a program of theirs. */
export type SignedIn = Extract<Actor, { readonly type: 'user' }> & {
  /** Null for a program with an API key. */
  readonly sessionId: string | null;
};

type Deps = Pick<AppDeps, 'sessions' | 'apiKeys' | 'tokens' | 'randomSecrets' | 'clock' | 'logger'>;

/** Noting every use would be a write for each request. */
const NOTE_USE_EVERY_MS = 60_000;

/**
 * Who shows this access token. It reads the session every time, so that a sign-out, a new role or a closed account counts
 * from the next request on.
 * @throws DomainError `unauthenticated`
 */
export async function authenticateToken(deps: Deps, token: string): Promise<SignedIn> {
  const { accountId, sessionId } = deps.tokens.verify(token);
  const session = await deps.sessions.find(sessionId, deps.clock.now());
  if (session?.person.id !== accountId) {
    throw new DomainError('unauthenticated', 'This session has ended. Sign in again.');
  }
  return { type: 'user', ...session.person, sessionId };
}

/** Whose program shows this API key. @throws DomainError `unauthenticated` */
export async function authenticateKey(deps: Deps, secret: string): Promise<SignedIn> {
  const now = deps.clock.now();
  const key = await deps.apiKeys.findByHash(deps.randomSecrets.hash(secret), now);
  if (key === null) throw new DomainError('unauthenticated', 'The API key is unknown, revoked or expired.');
  noteUse(deps, key, now);
  return { type: 'user', ...key.person, scopes: key.scopes, sessionId: null };
}

/** Beside the request: that it is served matters more than that its time is noted. */
function noteUse(deps: Deps, { id, lastUsedAt }: ApiKey, now: Date): void {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < NOTE_USE_EVERY_MS) return;
  deps.apiKeys.recordUse(id, now).catch((error: unknown) => {
    deps.logger.warn({ err: error, api_key: id }, 'use of an API key not noted');
  });
}
