import type { Scope } from '../../domain/access/scopes.js';
import { keyExpiry, MAX_KEYS_PER_PERSON, tooManyKeys, type ApiKey } from '../../domain/accounts/api-key.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { accountEvent } from './account-event.js';
import type { SignedIn } from './authenticate.js';

/** Stored length of a key, to tell it from others: the prefix and six of 43 characters. */
const SHOWN_LENGTH = 'hfk_'.length + 6;

type Deps = Pick<AppDeps, 'users' | 'apiKeys' | 'randomSecrets' | 'clock' | 'newId'>;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Date | undefined;
}

/**
 * Creates an API key for a program of the actor.
 * The secret is only in this answer. A repeat with the same id, after a lost answer, replaces the secret, which was
 * never shown.
 * @throws DomainError `forbidden` for a program (a key must not create keys) and at the limit, `invalid_input` for an
 *   invalid expiry.
 */
export async function createApiKey(
  deps: Deps,
  actor: SignedIn,
  { name, scopes, expiresAt }: NewApiKey,
  address: string,
  id: string,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  authorize(actor, 'api_key.manage');
  const now = deps.clock.now();
  const { secret, hash } = deps.randomSecrets.create('hfk');
  const key: ApiKey = {
    id,
    person: { id: actor.id, name: actor.name, role: actor.role },
    name,
    prefix: secret.slice(0, SHOWN_LENGTH),
    hash,
    scopes: [...new Set(scopes)],
    createdAt: now,
    expiresAt: keyExpiry(expiresAt, now),
    lastUsedAt: null,
  };
  const keys = await deps.apiKeys.listOf(actor.id);
  const isThere = keys.some((other) => other.id === id);
  if (keys.length >= MAX_KEYS_PER_PERSON && !isThere) throw tooManyKeys();
  const event = accountEvent(
    deps,
    { actor, address },
    {
      type: 'account.api_key_created',
      account: actor,
      details: { key_id: id, prefix: key.prefix, scopes: key.scopes },
      followUps: ['send_mails'],
    },
  );
  await deps.users.commit({
    ...(isThere ? { revokedApiKey: id } : {}),
    newApiKey: key,
    event,
    deliveries: [accountDelivery(event, 'api_key_created', actor)],
  });
  return { key, secret };
}

/** One's own keys, oldest first; never more than {@link MAX_KEYS_PER_PERSON}. */
export async function listApiKeys(
  deps: Pick<AppDeps, 'apiKeys'>,
  actor: SignedIn,
): Promise<readonly ApiKey[]> {
  authorize(actor, 'api_key.manage');
  return deps.apiKeys.listOf(actor.id);
}

/**
 * Revokes one of the caller's keys.
 * @throws DomainError `not_found` also for another person's.
 */
export async function revokeApiKey(deps: Deps, actor: SignedIn, id: string, address: string): Promise<void> {
  authorize(actor, 'api_key.manage');
  const key = await deps.apiKeys.find(id);
  if (key?.person.id !== actor.id)
    throw new DomainError('not_found', `You have no API key with the id ${id}.`);
  await deps.users.commit({
    revokedApiKey: id,
    event: accountEvent(
      deps,
      { actor, address },
      {
        type: 'account.api_key_revoked',
        account: actor,
        details: { key_id: id, prefix: key.prefix },
      },
    ),
  });
}

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
