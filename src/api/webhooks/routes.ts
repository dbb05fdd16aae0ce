import {
  createEndpoint,
  deleteEndpoint,
  editEndpoint,
  listEndpoints,
  readEndpoint,
  rotateEndpointSecret,
  type EndpointWithSecret,
} from '../../app/webhooks/endpoints.js';
import type { WebhookEndpoint } from '../../domain/webhooks/endpoint.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentWebhook, toEndpointEdit, toNewEndpoint } from './presenter.js';
import {
  newWebhookSchema,
  webhookEditSchema,
  webhookListSchema,
  webhookParams,
  webhookQuerySchema,
  webhookSchema,
  webhookWithSecretSchema,
} from './schema.js';

const PATH = '/api/v1/webhooks';
export const ONE_WEBHOOK = `${PATH}/{webhook}`;
export const WEBHOOK_TAG = 'webhooks';
const ETAG = { ETag: 'The version, for `If-Match`' };
const RESPONSE = { description: 'The webhook', schema: webhookSchema, headers: ETAG } as const;
const WITH_SECRET = {
  description: 'The webhook, with its secret',
  schema: webhookWithSecretSchema,
  headers: ETAG,
} as const;
const SHARED = { tag: WEBHOOK_TAG, action: 'webhook.administer' } as const;

/** The endpoints of other systems that receive events. */
export function webhookRoutes(deps: ApiDeps): Route[] {
  return [
    listRoute(deps),
    createRoute(deps),
    readRoute(deps),
    editRoute(deps),
    deleteRoute(deps),
    rotateRoute(deps),
  ];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: PATH,
    operationId: 'listWebhooks',
    summary: 'List webhooks',
    request: { query: webhookQuerySchema },
    responses: {
      200: { description: 'A page of them, in the order of creation', schema: webhookListSchema },
    },
    handle: async ({ query }, { actor }) => {
      const page = await listEndpoints(deps, actor, toPageRequest(query));
      return reply(200, { webhooks: page.items.map(presentWebhook), ...presentPage(page, query.page_size) });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: PATH,
    operationId: 'createWebhook',
    summary: 'Create a webhook',
    description: 'Sends events to a URL, signed by Standard Webhooks. The secret is shown only once.',
    creates: true,
    request: { body: newWebhookSchema },
    responses: { 201: { ...WITH_SECRET, headers: { ...ETAG, Location: 'Where it is' } } },
    problems: ['illegal_transition'],
    handle: async ({ body }, doer) => {
      const made = await createEndpoint(deps, doer, toNewEndpoint(body), doer.newResourceId);
      return withSecret(201, made, { Location: `${PATH}/${made.endpoint.id}` });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: ONE_WEBHOOK,
    operationId: 'getWebhook',
    summary: 'Get a webhook',
    request: { params: webhookParams },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => answer(await readEndpoint(deps, actor, params.webhook)),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'patch',
    path: ONE_WEBHOOK,
    operationId: 'updateWebhook',
    summary: 'Update a webhook',
    description:
      'A webhook that is enabled again gets events from now on. A recovery sends the earlier ones.',
    isVersioned: true,
    request: { params: webhookParams, body: webhookEditSchema },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params, body }, doer) =>
      answer(await editEndpoint(deps, doer, params.webhook, toEndpointEdit(body), doer.expectedVersion)),
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'delete',
    path: ONE_WEBHOOK,
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'Nothing more is sent to it.',
    isVersioned: true,
    request: { params: webhookParams },
    responses: { 204: { description: 'It is gone', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, doer) => {
      await deleteEndpoint(deps, doer, params.webhook, doer.expectedVersion);
      return reply(204, null);
    },
  });
}

function rotateRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: `${ONE_WEBHOOK}/rotate-secret`,
    operationId: 'rotateWebhookSecret',
    summary: 'Create a new secret for a webhook',
    description:
      'For 24 hours, each request has two signatures, by the new and by the former secret. The secret is shown only once.',
    isVersioned: true,
    request: { params: webhookParams },
    responses: { 200: WITH_SECRET },
    problems: ['not_found'],
    handle: async ({ params }, doer) =>
      withSecret(200, await rotateEndpointSecret(deps, doer, params.webhook, doer.expectedVersion)),
  });
}

function answer(endpoint: WebhookEndpoint) {
  return reply(200, presentWebhook(endpoint), { ETag: etag(endpoint.version) });
}

function withSecret<const S extends number>(
  status: S,
  { endpoint, secret }: EndpointWithSecret,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, { ...presentWebhook(endpoint), secret }, { ...headers, ETag: etag(endpoint.version) });
}
