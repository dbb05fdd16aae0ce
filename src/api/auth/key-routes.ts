import { createApiKey, listApiKeys, readKeyActivities, revokeApiKey } from '../../app/accounts/api-keys.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentApiKey, presentApiKeys, presentKeyActivity } from './presenter.js';
import {
  apiKeysSchema,
  createdApiKeySchema,
  keyActivitiesQuerySchema,
  keyActivitiesSchema,
  keyParams,
  newApiKeySchema,
} from './schema.js';

const PATH = '/api/v1/auth/api-keys';

/** Keys for programs, each person's own. */
export function keyRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'API keys',
      operationId: 'listApiKeys',
      summary: 'List your API keys',
      action: 'api_key.manage',
      request: {},
      responses: { 200: { description: 'The keys, oldest first', schema: apiKeysSchema } },
      handle: async (_, { actor }) => reply(200, presentApiKeys(await listApiKeys(deps, actor))),
    }),
    route({
      method: 'post',
      path: PATH,
      tag: 'API keys',
      operationId: 'createApiKey',
      summary: 'Create an API key',
      description: 'The key acts in your name, within its scopes. It is shown only once.',
      action: 'api_key.manage',
      creates: true,
      request: { body: newApiKeySchema },
      responses: { 201: { description: 'The key', schema: createdApiKeySchema } },
      handle: async ({ body }, { actor, address, newResourceId }) => {
        const { name, scopes, expires_at: expiresAt } = body;
        const { key, secret } = await createApiKey(
          deps,
          actor,
          { name, scopes, expiresAt },
          address,
          newResourceId,
        );
        return reply(201, { api_key: presentApiKey(key), key: secret });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{key}/activities`,
      tag: 'API keys',
      operationId: 'listApiKeyActivities',
      summary: 'List what was done to tickets with an API key, newest first',
      action: 'api_key.manage',
      request: { params: keyParams, query: keyActivitiesQuerySchema },
      responses: { 200: { description: 'The activities', schema: keyActivitiesSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await readKeyActivities(deps, actor, params.key, toPageRequest(query));
        return reply(200, {
          activities: page.items.map(presentKeyActivity),
          ...presentPage(page, query.page_size),
        });
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/{key}`,
      tag: 'API keys',
      operationId: 'deleteApiKey',
      summary: 'Revoke an API key',
      action: 'api_key.manage',
      request: { params: keyParams },
      responses: { 204: { description: 'The key is revoked', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor, address }) => {
        await revokeApiKey(deps, actor, params.key, address);
        return reply(204, null);
      },
    }),
  ];
}
