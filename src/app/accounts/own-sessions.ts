import { authorize } from '../../domain/access/permissions.js';
import type { Session } from '../../domain/accounts/session.js';
import { DomainError } from '../../domain/errors.js';
import { accountEvent } from './account-event.js';
import type { SignedIn } from './authenticate.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'sessions' | 'users' | 'clock' | 'newId'>;

/** Returns the actor's sessions, newest first. @throws DomainError `forbidden` */
export async function listOwnSessions(
  { sessions, clock }: Pick<Deps, 'sessions' | 'clock'>,
  actor: SignedIn,
): Promise<readonly Session[]> {
  authorize(actor, 'session.manage');
  return sessions.listOf(actor.id, clock.now());
}

/** Ends one session of the actor. @throws DomainError `forbidden`; `not_found` for one that the actor does not have */
export async function endOwnSession(
  deps: Deps,
  { actor, address }: { readonly actor: SignedIn; readonly address: string },
  id: string,
): Promise<void> {
  const isThere = (await listOwnSessions(deps, actor)).some((session) => session.id === id);
  if (!isThere) throw new DomainError('not_found', `You have no session ${id}.`);
  await deps.users.commit({
    endedSession: id,
    event: accountEvent(
      deps,
      { actor, address },
      {
        type: 'account.signed_out',
        account: actor,
        details: { session: id },
      },
    ),
  });
}

/** Ends all sessions of the actor except the one of this request. @throws DomainError `forbidden` */
export async function endOtherSessions(
  deps: Deps,
  { actor, address }: { readonly actor: SignedIn; readonly address: string },
): Promise<void> {
  authorize(actor, 'session.manage');
  await deps.users.commit({
    endedSessionsOf: { accountId: actor.id, except: actor.sessionId },
    event: accountEvent(
      deps,
      { actor, address },
      {
        type: 'account.signed_out',
        account: actor,
        details: { sessions: 'others' },
      },
    ),
  });
}
