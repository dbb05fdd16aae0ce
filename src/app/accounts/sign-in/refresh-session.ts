import { DomainError } from '../../../domain/errors.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent, nobody } from '../account-event.js';
import { newRefreshToken, toSignIn, type SessionDeps, type SignIn } from './open-session.js';

/**
 * Exchanges a refresh token for new tokens.
 * A reused token ends its whole session, because owner and thief cannot be told apart, and both must sign in again
 * (RFC 9700 §4.14.2).
 * @throws DomainError `unauthenticated`
 */
export async function refreshSession(
  deps: SessionDeps & Pick<AppDeps, 'sessions'>,
  refreshToken: string,
  address: string,
): Promise<SignIn> {
  const now = deps.clock.now();
  const { secret, token } = newRefreshToken(deps, now);
  const rotation = await deps.sessions.rotate(deps.randomSecrets.hash(refreshToken), token, now);
  if (rotation.outcome === 'reused') await endReused(deps, rotation.sessionId, address);
  const user = rotation.outcome === 'rotated' ? await deps.users.find(rotation.session.person.id) : null;
  if (rotation.outcome !== 'rotated' || user?.isActive !== true) {
    throw new DomainError('unauthenticated', 'The refresh token is not valid. Sign in again.');
  }
  return toSignIn(deps, rotation.session.id, secret, user);
}

async function endReused(
  deps: SessionDeps & Pick<AppDeps, 'sessions'>,
  sessionId: string,
  address: string,
): Promise<void> {
  const session = await deps.sessions.find(sessionId, deps.clock.now());
  await deps.users.commit({
    endedSession: sessionId,
    event: accountEvent(deps, nobody(address), {
      type: 'account.refresh_token_reused',
      account: session?.person ?? null,
    }),
  });
}
