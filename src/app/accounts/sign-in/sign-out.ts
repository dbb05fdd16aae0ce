import { authorize } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { accountEvent } from '../account-event.js';
import type { SignedIn } from '../authenticate.js';

/**
 * Ends the session and invalidates its tokens.
 * @throws DomainError `forbidden` for a program, which has none.
 */
export async function signOut(
  deps: Pick<AppDeps, 'users' | 'clock' | 'newId'>,
  actor: SignedIn,
  address: string,
): Promise<void> {
  authorize(actor, 'profile.edit');
  if (actor.sessionId === null) return;
  await deps.users.commit({
    endedSession: actor.sessionId,
    event: accountEvent(deps, { actor, address }, { type: 'account.signed_out', account: actor }),
  });
}
