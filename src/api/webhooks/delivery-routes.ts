import {
  listWebhookDeliveries,
  recoverEndpoint,
  replayDelivery,
  testEndpoint,
} from '../../app/webhooks/deliveries.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentWebhookDelivery } from './presenter.js';
import { ONE_WEBHOOK, WEBHOOK_TAG } from './routes.js';
import {
  recoverySchema,
  startedRecoverySchema,
  webhookDeliveryListSchema,
  webhookDeliveryParams,
  webhookDeliveryQuerySchema,
  webhookDeliverySchema,
  webhookParams,
} from './schema.js';

const DELIVERIES = `${ONE_WEBHOOK}/deliveries`;
const SHARED = { tag: WEBHOOK_TAG, action: 'webhook.administer' } as const;

/** What was sent to an endpoint, and what to send again. */
export function webhookDeliveryRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), replayRoute(deps), recoverRoute(deps), testRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'get',
    path: DELIVERIES,
    operationId: 'listWebhookDeliveries',
    summary: 'List deliveries of a webhook',
    description: 'They are stored for 30 days, without text of tickets.',
    request: { params: webhookParams, query: webhookDeliveryQuerySchema },
    responses: {
      200: { description: 'A page of them, newest events first', schema: webhookDeliveryListSchema },
    },
    problems: ['not_found'],
    handle: async ({ params, query }, { actor }) => {
      const page = await listWebhookDeliveries(deps, actor, {
        endpointId: params.webhook,
        ...toPageRequest(query),
        ...(query.state === undefined ? {} : { state: query.state }),
      });
      const deliveries = page.items.map(presentWebhookDelivery);
      return reply(200, { deliveries, ...presentPage(page, query.page_size) });
    },
  });
}

function replayRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: `${DELIVERIES}/{delivery}/replay`,
    operationId: 'replayWebhookDelivery',
    summary: 'Create another attempt of a delivery',
    description: 'Sends it now, in any state, with the same `webhook-id` and all retries.',
    request: { params: webhookDeliveryParams },
    responses: { 202: { description: 'It is being sent', schema: webhookDeliverySchema } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, { actor }) =>
      reply(202, presentWebhookDelivery(await replayDelivery(deps, actor, params.webhook, params.delivery))),
  });
}

function recoverRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: `${ONE_WEBHOOK}/recover`,
    operationId: 'recoverWebhook',
    summary: 'Create a recovery of missed events',
    description:
      'Sends the events since an instant that the webhook does not have: failed ones, and those while it was disabled.',
    creates: true,
    request: { params: webhookParams, body: recoverySchema },
    responses: { 202: { description: 'They are being sent', schema: startedRecoverySchema } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params, body: { since } }, { actor, newResourceId: id }) => {
      await recoverEndpoint(deps, actor, params.webhook, { id, since });
      return reply(202, { id, since: since.toISOString() });
    },
  });
}

function testRoute(deps: ApiDeps): Route {
  return route({
    ...SHARED,
    method: 'post',
    path: `${ONE_WEBHOOK}/test`,
    operationId: 'testWebhook',
    summary: 'Create a test delivery',
    description: 'Sends `webhook.test`, once. A disabled webhook gets it as well.',
    creates: true,
    request: { params: webhookParams },
    responses: { 202: { description: 'It is being sent', schema: webhookDeliverySchema } },
    problems: ['not_found'],
    handle: async ({ params }, { actor, newResourceId: id }) =>
      reply(202, presentWebhookDelivery(await testEndpoint(deps, actor, params.webhook, id))),
  });
}
