import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';

/**
 * Lists what a program did to tickets with one of the caller's keys, newest first.
 * @throws DomainError `forbidden` for a program; `not_found` also for the key of another person.
 */
export async function readKeyActivities(
  { apiKeys, tickets }: Pick<AppDeps, 'apiKeys' | 'tickets'>,
  actor: SignedIn,
  keyId: string,
  page: PageRequest,
): Promise<IdPage<TicketEvent>> {
  authorize(actor, 'api_key.manage');
  const key = await apiKeys.find(keyId);
  if (key?.person.id !== actor.id) {
    throw new DomainError('not_found', `You have no API key with the id ${keyId}.`);
  }
  return tickets.eventsOfKey(keyId, page);
}
