import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { EventDetails } from '../../domain/event-details.js';
import {
  editEndpoint as applyEdit,
  rotateSecret as applyRotation,
  secretContext,
  type EndpointEdit,
  type WebhookEndpoint,
} from '../../domain/webhooks/endpoint.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<
  AppDeps,
  'webhookEndpoints' | 'webhookSigner' | 'outboundHttp' | 'sealer' | 'gateway' | 'clock' | 'newId' | 'logger'
>;

/** An endpoint as an administrator adds it. */
export type NewEndpoint = Pick<WebhookEndpoint, 'url' | 'description' | 'events' | 'text' | 'isOrdered'>;

/** The secret is shown in this answer only. */
export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

/**
 * Until the workers know a new endpoint. Its recovery then sends the events of this time.
 * The list in their memory is at most a second old.
 */
const KNOWN_AFTER_MS = 3_000;

/** Lists the endpoints in the order of creation. @throws DomainError `forbidden` */
export async function listEndpoints(
  { webhookEndpoints }: Pick<Deps, 'webhookEndpoints'>,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<WebhookEndpoint>> {
  authorize(actor, 'webhook.administer');
  return webhookEndpoints.list(page);
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readEndpoint(
  { webhookEndpoints }: Pick<Deps, 'webhookEndpoints'>,
  actor: Actor,
  id: string,
): Promise<WebhookEndpoint> {
  authorize(actor, 'webhook.administer');
  const endpoint = await webhookEndpoints.find(id);
  if (endpoint === null) throw new DomainError('not_found', `There is no webhook ${id}.`);
  return endpoint;
}

/**
 * Creates an endpoint. A repeat with the same id, after a lost answer, replaces the secret, which was never shown.
 * @throws DomainError `forbidden`; `invalid_input` for a URL that is not allowed; `illegal_transition` beyond the maximum.
 */
export async function createEndpoint(
  deps: Deps,
  doer: Doer,
  input: NewEndpoint,
  id: string,
): Promise<EndpointWithSecret> {
  authorizeText(doer.actor, input.text);
  requireUrl(deps, input.url);
  const existing = await deps.webhookEndpoints.find(id);
  if (existing !== null) return rotate(deps, doer, existing);
  const now = deps.clock.now();
  const { sealed, secret } = newSecret(deps, id);
  const after: WebhookEndpoint = {
    ...input,
    id,
    events: [...new Set(input.events)],
    state: 'active',
    disabled: null,
    secret: sealed,
    formerSecret: null,
    ownerId: doer.actor.id,
    failingSince: null,
    activeSince: now,
    createdAt: now,
    version: 1,
  };
  const event = accountEvent(deps, doer, { type: 'webhook.created', account: null, details: factsOf(after) });
  await deps.webhookEndpoints.commit({ before: null, after, event });
  await recoverFromNow(deps, after);
  return { endpoint: after, secret };
}

/**
 * Changes, disables or enables an endpoint. An enabled one gets events from now on, and earlier ones by a recovery.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`, `invalid_input` for a URL that is not allowed.
 */
export async function editEndpoint(
  deps: Deps,
  doer: Doer,
  id: string,
  edit: EndpointEdit,
  expectedVersion?: number,
): Promise<WebhookEndpoint> {
  const before = await findChangeable(deps, doer, id, expectedVersion);
  const after = applyEdit(before, edit, deps.clock.now());
  authorizeText(doer.actor, after.text);
  if (edit.url !== undefined) requireUrl(deps, edit.url);
  const changes = changesOf(before, after);
  if (Object.keys(changes).length === 0) return before;
  const details = { ...factsOf(after), ...changes };
  const event = accountEvent(deps, doer, { type: 'webhook.edited', account: null, details });
  await deps.webhookEndpoints.commit({ before, after, event });
  if (before.state === 'disabled' && after.state === 'active') await recoverFromNow(deps, after);
  return after;
}

/** Deletes an endpoint. Its pending deliveries end. @throws DomainError as {@link editEndpoint} */
export async function deleteEndpoint(
  deps: Deps,
  doer: Doer,
  id: string,
  expectedVersion?: number,
): Promise<void> {
  const before = await findChangeable(deps, doer, id, expectedVersion);
  const event = accountEvent(deps, doer, {
    type: 'webhook.deleted',
    account: null,
    details: factsOf(before),
  });
  await deps.webhookEndpoints.commit({ before, after: null, event });
}

/**
 * Replaces the secret. The former one signs as well for a day, so that a receiver can change it without a gap.
 * @throws DomainError as {@link editEndpoint}
 */
export async function rotateEndpointSecret(
  deps: Deps,
  doer: Doer,
  id: string,
  expectedVersion?: number,
): Promise<EndpointWithSecret> {
  return rotate(deps, doer, await findChangeable(deps, doer, id, expectedVersion));
}

async function rotate(deps: Deps, doer: Doer, before: WebhookEndpoint): Promise<EndpointWithSecret> {
  const { sealed, secret } = newSecret(deps, before.id);
  const after = applyRotation(before, sealed, deps.clock.now());
  const details = factsOf(after);
  const event = accountEvent(deps, doer, { type: 'webhook.secret_rotated', account: null, details });
  await deps.webhookEndpoints.commit({ before, after, event });
  return { endpoint: after, secret };
}

async function findChangeable(
  deps: Deps,
  { actor }: Doer,
  id: string,
  expectedVersion: number | undefined,
): Promise<WebhookEndpoint> {
  const before = await readEndpoint(deps, actor, id);
  if (expectedVersion === undefined || expectedVersion === before.version) return before;
  throw new DomainError(
    'version_conflict',
    `This webhook is at version ${before.version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}

/** A key without the right to read tickets cannot have their text sent somewhere. */
function authorizeText(actor: Actor, text: WebhookEndpoint['text']): void {
  authorize(actor, 'webhook.administer');
  if (text !== 'none') authorize(actor, 'webhook.include_text');
}

function requireUrl({ outboundHttp }: Deps, url: string): void {
  const message = outboundHttp.faultOf(url);
  if (message === null) return;
  const faults = [{ path: 'url', message }];
  throw new DomainError('invalid_input', 'The webhook was not saved. The errors list every fault.', {
    faults,
  });
}

function newSecret({ webhookSigner, sealer }: Deps, id: string) {
  const secret = webhookSigner.newSecret();
  return { secret, sealed: sealer.seal(secret, secretContext(id)) };
}

/** Sends the events that come before the workers know the endpoint. Without Temporal, a recovery by hand does. */
async function recoverFromNow({ gateway, newId, logger }: Deps, endpoint: WebhookEndpoint): Promise<void> {
  const recovery = { id: newId(), endpointId: endpoint.id, since: endpoint.activeSince };
  try {
    await gateway.startWebhookRecovery(recovery, KNOWN_AFTER_MS);
  } catch (error) {
    logger.warn(
      { err: error, webhook: endpoint.id },
      'webhook recovery not started; events of its first second may be missing',
    );
  }
}

/** The log has the host only: a URL may contain a secret of the receiver. */
function factsOf({ id, url }: WebhookEndpoint): EventDetails {
  return { webhook: { id, host: new URL(url).host } };
}

function changesOf(before: WebhookEndpoint, after: WebhookEndpoint): EventDetails {
  const shown = ({ events, text, isOrdered, state }: WebhookEndpoint) => ({
    events,
    text,
    is_ordered: isOrdered,
    state,
  });
  const [from, to] = [shown(before), shown(after)];
  const fields = Object.keys(from) as (keyof typeof from)[];
  const changed = fields.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  return {
    ...Object.fromEntries(changed.map((field) => [field, { from: from[field], to: to[field] }])),
    ...(before.url === after.url ? {} : { url: 'changed' }),
    ...(before.description === after.description ? {} : { description: 'changed' }),
  };
}
