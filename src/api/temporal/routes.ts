import { decodePayloads, encodePayloads } from '../../app/operations/code-payloads.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { CODEC_PATH } from './codec-path.js';
import { payloadsSchema } from './schema.js';

const RESPONSES = { 200: { description: 'The payloads, in the same order', schema: payloadsSchema } };

/** Temporal's protocol of remote codecs, for its Web UI and its CLI. */
export function codecRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: `${CODEC_PATH}/decode`,
      tag: 'Temporal codec',
      operationId: 'decodePayloads',
      summary: 'Decode workflow payloads',
      description:
        'Payloads that are not encrypted are returned unchanged. The namespace (`X-Namespace`) makes no difference.',
      action: 'payload.decode',
      request: { body: payloadsSchema },
      responses: RESPONSES,
      handle: async ({ body }, { actor }) =>
        reply(200, { payloads: await decodePayloads(deps, actor, body.payloads) }),
    }),
    route({
      method: 'post',
      path: `${CODEC_PATH}/encode`,
      tag: 'Temporal codec',
      operationId: 'encodePayloads',
      summary: 'Encode workflow payloads',
      description: 'Payloads are returned unchanged if no key is set (`TEMPORAL_CODEC_KEYS`).',
      action: 'payload.decode',
      request: { body: payloadsSchema },
      responses: RESPONSES,
      handle: async ({ body }, { actor }) =>
        reply(200, { payloads: await encodePayloads(deps, actor, body.payloads) }),
    }),
  ];
}
