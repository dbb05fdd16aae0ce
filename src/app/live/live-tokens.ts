import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { reauthenticate, type SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';

/** A client connects at once. A token that leaks into a log is then worthless. */
export const LIVE_TOKEN_SECONDS = 30;

/** Creates the token for one live connection of this person or program. @throws DomainError `forbidden` */
export async function issueLiveToken(
  deps: Pick<AppDeps, 'liveTokens' | 'randomSecrets' | 'clock'>,
  actor: SignedIn,
): Promise<{ readonly token: string; readonly expiresIn: number }> {
  authorize(actor, 'live.connect');
  const { secret, hash } = deps.randomSecrets.create('hfl');
  const expiresAt = new Date(deps.clock.now().getTime() + LIVE_TOKEN_SECONDS * 1000);
  const { sessionId, apiKeyId } = actor;
  await deps.liveTokens.add({ id: hash, sessionId, apiKeyId, expiresAt });
  return { token: secret, expiresIn: LIVE_TOKEN_SECONDS };
}

/**
 * Uses a token up, and returns who asked for it as they are now.
 * @throws DomainError `unauthenticated` for a used or expired token, or one of an ended session or key.
 */
export async function redeemLiveToken(
  deps: Pick<AppDeps, 'liveTokens' | 'randomSecrets'> & Parameters<typeof reauthenticate>[0],
  token: string,
): Promise<SignedIn> {
  const found = await deps.liveTokens.redeem(deps.randomSecrets.hash(token), deps.clock.now());
  if (found !== null) return reauthenticate(deps, found);
  throw new DomainError('unauthenticated', 'The token was used or has expired. Ask for another one.');
}
