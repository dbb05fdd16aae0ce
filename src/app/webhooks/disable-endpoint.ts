import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { rolesWith } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { webhookDeliveries } from '../../domain/mail/delivery.js';
import type { DisabledReason, WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import { accountEvent } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'webhookEndpoints' | 'users' | 'clock' | 'newId' | 'logger'>;

/** Disables an endpoint that does not work, and mails its owner. One that is disabled or deleted stays so. */
export async function disableEndpoint(
  deps: Deps,
  id: string,
  reason: Exclude<DisabledReason, 'by_hand'>,
): Promise<void> {
  const before = await deps.webhookEndpoints.find(id);
  if (before === null || before.state === 'disabled') return;
  const at = deps.clock.now();
  const after: WebhookEndpoint = {
    ...before,
    state: 'disabled',
    disabled: { reason, at },
    version: before.version + 1,
  };
  const owner = await deps.users.find(before.ownerId);
  const event = accountEvent(
    deps,
    { actor: SYSTEM_ACTOR, address: null },
    {
      type: 'webhook.disabled',
      account: owner ?? { id: before.ownerId, name: '' },
      details: { webhook: { id, host: new URL(before.url).host }, reason },
      followUps: ['tell_managers'],
    },
  );
  const facts = { webhookId: id, host: new URL(before.url).host, reason };
  const mails = webhookDeliveries(event, facts, await readersOf(deps, owner));
  try {
    await deps.webhookEndpoints.commit({ before, after, event, mails });
    deps.logger.warn({ webhook: id, reason }, 'webhook disabled');
  } catch (error) {
    // Another process was faster, or an administrator changed it. The next failure decides again.
    if (!(error instanceof DomainError) || error.code !== 'version_conflict') throw error;
  }
}

/** An owner who has left, or lost the permission, cannot repair it. */
async function readersOf({ users }: Deps, owner: Awaited<ReturnType<Deps['users']['find']>>) {
  const roles = rolesWith('webhook.administer');
  if (owner !== null && owner.isActive && roles.includes(owner.role)) return [owner];
  return users.listActive(roles);
}
