import {
  chooseNotifications,
  countUnread,
  listNotifications,
  markNotificationsRead,
  readNotificationChoice,
} from '../../app/notifications/notifications.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentChoice, presentNotification, toSwitchedOff } from './presenter.js';
import { pushRoutes } from './push-routes.js';
import {
  notificationChoiceSchema,
  notificationListSchema,
  notificationQuerySchema,
  readNotificationsSchema,
} from './schema.js';

const PATH = '/api/v1/notifications';
const TAG = 'notifications';
const CHOICE_RESPONSE = { description: 'The kinds that you get', schema: notificationChoiceSchema } as const;

/** What a person is told of in the console. Mails have their own settings. */
export function notificationRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), readRoute(deps), ...choiceRoutes(deps), ...pushRoutes(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'listNotifications',
    summary: 'List your notifications, newest first',
    description: 'Leaves out tickets that you can no longer read. They are deleted after 90 days.',
    action: 'notification.read',
    request: { query: notificationQuerySchema },
    responses: { 200: { description: 'A page of notifications', schema: notificationListSchema } },
    handle: async ({ query }, { actor }) => {
      const asked = { ...toPageRequest(query), onlyUnread: query.unread === true };
      const [page, unread] = await Promise.all([
        listNotifications(deps, actor, asked),
        countUnread(deps, actor),
      ]);
      const notifications = page.items.map(presentNotification);
      return reply(200, { notifications, unread_count: unread, ...presentPage(page, query.page_size) });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'put',
    path: `${PATH}/read`,
    tag: TAG,
    operationId: 'markNotificationsRead',
    summary: 'Update notifications to read',
    action: 'notification.read',
    request: { body: readNotificationsSchema },
    responses: { 204: { description: 'They are read', schema: null } },
    handle: async ({ body }, { actor }) => {
      await markNotificationsRead(deps, actor, body.ids ?? null);
      return reply(204, null);
    },
  });
}

function choiceRoutes(deps: ApiDeps): Route[] {
  const at = { path: `${PATH}/settings`, tag: TAG, action: 'notification.read' } as const;
  return [
    route({
      ...at,
      method: 'get',
      operationId: 'getNotificationChoice',
      summary: 'Get the kinds of notifications that you get',
      request: {},
      responses: { 200: CHOICE_RESPONSE },
      handle: async (_, { actor }) => reply(200, presentChoice(await readNotificationChoice(deps, actor))),
    }),
    route({
      ...at,
      method: 'put',
      operationId: 'updateNotificationChoice',
      summary: 'Update the kinds of notifications that you get',
      request: { body: notificationChoiceSchema },
      responses: { 200: CHOICE_RESPONSE },
      handle: async ({ body }, { actor }) => {
        await chooseNotifications(deps, actor, toSwitchedOff(body));
        return reply(200, body);
      },
    }),
  ];
}
