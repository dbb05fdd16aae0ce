import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { JsonPayload } from '../../ports/operations/payload-codec.js';
import type { AppDeps } from '../deps.js';

/**
 * Decrypts payloads that Temporal stores.
 * @throws DomainError `forbidden`; `invalid_input` for a payload that cannot be decrypted.
 */
export async function decodePayloads(
  deps: Pick<AppDeps, 'payloadCodec'>,
  actor: Actor,
  payloads: readonly JsonPayload[],
): Promise<JsonPayload[]> {
  authorize(actor, 'payload.decode');
  return deps.payloadCodec.decode(payloads);
}

/** Encrypts payloads that a person sends to Temporal. @throws DomainError `forbidden` */
export async function encodePayloads(
  deps: Pick<AppDeps, 'payloadCodec'>,
  actor: Actor,
  payloads: readonly JsonPayload[],
): Promise<JsonPayload[]> {
  authorize(actor, 'payload.decode');
  return deps.payloadCodec.encode(payloads);
}
