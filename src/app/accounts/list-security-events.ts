import type { Actor } from '../../domain/access/actor.js';
import type { AccountEvent } from '../../domain/accounts/account-events.js';
import { authorize } from '../../domain/access/permissions.js';
import type { AccountEventQuery } from '../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';

/** Lists security events, newest first. @throws DomainError `forbidden` */
export async function listSecurityEvents(
  deps: Pick<AppDeps, 'accountEvents'>,
  actor: Actor,
  query: AccountEventQuery,
): Promise<IdPage<AccountEvent>> {
  authorize(actor, 'security_event.list');
  return deps.accountEvents.list(query);
}
