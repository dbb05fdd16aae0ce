import { z } from 'zod';
import {
  listPushSubscriptions,
  subscribeBrowser,
  unsubscribeBrowser,
} from '../../app/notifications/push-subscriptions.js';
import { MAX_PUSH_SUBSCRIPTIONS, type PushSubscription } from '../../domain/notifications/push.js';
import type { ApiDeps } from '../deps.js';
import { characters, instant } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';

const PATH = '/api/v1/users/me/push-subscriptions';
const TAG = 'notifications';
const MAX_URL = 2_000;

/** As `PushSubscription.toJSON` of browsers writes it. */
const newSubscriptionSchema = z
  .strictObject({
    endpoint: characters({ min: 1, max: MAX_URL }).meta({
      description: 'URL of the push service of the browser',
    }),
    keys: z
      .strictObject({ p256dh: characters({ min: 1, max: 200 }), auth: characters({ min: 1, max: 100 }) })
      .meta({ id: 'PushKeys' }),
  })
  .meta({
    id: 'NewPushSubscription',
    description: '`PushSubscription.toJSON()` of a browser, without `expirationTime`.',
    example: {
      endpoint: 'https://push.example.com/wpush/v2/abc',
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    },
  });

const subscriptionSchema = z
  .object({
    id: z.string(),
    service: z.string().meta({ description: 'Host of the push service' }),
    is_this_session: z.boolean().meta({ description: 'True for the browser of this session' }),
    created_at: instant,
  })
  .meta({ id: 'PushSubscription' });

const subscriptionsSchema = z
  .object({
    public_key: z.string().nullable().meta({
      description: '`applicationServerKey` to subscribe with. Null where Web Push is not configured.',
    }),
    push_subscriptions: z.array(subscriptionSchema),
  })
  .meta({ id: 'PushSubscriptions' });

const params = z.object({ subscription: z.string().meta({ description: 'Id of the subscription' }) });

/** The browsers that get a person's notifications while the console is closed. */
export function pushRoutes(deps: ApiDeps): Route[] {
  const at = { tag: TAG, action: 'push_subscription.manage' } as const;
  return [
    route({
      ...at,
      method: 'get',
      path: PATH,
      operationId: 'listPushSubscriptions',
      summary: 'List your browsers with Web Push',
      request: {},
      responses: { 200: { description: 'Your browsers, oldest first', schema: subscriptionsSchema } },
      handle: async (_, { actor }) => {
        const all = await listPushSubscriptions(deps, actor);
        return reply(200, {
          public_key: deps.webPush?.publicKey ?? null,
          push_subscriptions: all.map((each) => present(each, actor.sessionId)),
        });
      },
    }),
    route({
      ...at,
      method: 'post',
      path: PATH,
      operationId: 'createPushSubscription',
      summary: 'Create a push subscription of this browser',
      description: `Your notifications are pushed to the browser until the session ends. They contain the number of the ticket and no text of it. The kinds are those of \`PUT /notifications/settings\`. Nothing is pushed in your quiet hours. A browser that is subscribed again keeps its id. You can have ${MAX_PUSH_SUBSCRIPTIONS}; one more replaces the oldest. 404 where Web Push is not configured.`,
      creates: true,
      request: { body: newSubscriptionSchema },
      responses: { 201: { description: 'The subscription', schema: subscriptionSchema } },
      problems: ['not_found'],
      handle: async ({ body: { endpoint, keys } }, { actor, newResourceId }) => {
        const subscribed = await subscribeBrowser(deps, actor, { endpoint, ...keys }, newResourceId);
        return reply(201, present(subscribed, actor.sessionId));
      },
    }),
    route({
      ...at,
      method: 'delete',
      path: `${PATH}/{subscription}`,
      operationId: 'deletePushSubscription',
      summary: 'Delete a push subscription',
      request: { params },
      responses: { 204: { description: 'Nothing is pushed to this browser any longer', schema: null } },
      problems: ['not_found'],
      handle: async ({ params: { subscription } }, { actor }) => {
        await unsubscribeBrowser(deps, actor, subscription);
        return reply(204, null);
      },
    }),
  ];
}

function present(
  { id, endpoint, sessionId, createdAt }: PushSubscription,
  ownSessionId: string | null,
): z.input<typeof subscriptionSchema> {
  return {
    id,
    service: new URL(endpoint).hostname,
    is_this_session: sessionId === ownSessionId,
    created_at: createdAt.toISOString(),
  };
}
