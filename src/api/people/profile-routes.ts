import { readMe } from '../../app/accounts/sign-in/sign-in.js';
import { editMailSettings } from '../../app/accounts/edit-mail-settings.js';
import { editPerson } from '../../app/accounts/edit-person.js';
import type { User } from '../../domain/accounts/user.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentMailSettings, toMailSettings } from './mail-settings-presenter.js';
import { mailSettingsSchema } from './mail-settings-schema.js';
import { toProfileEdit } from './query.js';
import { USER_RESPONSE, userReply } from './reply.js';
import { profileSchema } from './schema.js';

const PATH = '/api/v1/users/me';
const MAIL_SETTINGS_RESPONSE = {
  description: 'Your notification settings',
  schema: mailSettingsSchema,
  headers: { ETag: 'The version of the user, for `If-Match`' },
} as const;

/** Routes for a person's own profile. */
export function profileRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'people',
      operationId: 'getProfile',
      summary: 'Get your profile',
      action: 'profile.read',
      request: {},
      responses: { 200: USER_RESPONSE },
      handle: async (_, { actor }) => userReply(deps, await readMe(deps, actor), actor, 200),
    }),
    route({
      method: 'put',
      path: PATH,
      tag: 'people',
      operationId: 'updateProfile',
      summary: 'Update your profile',
      action: 'profile.edit',
      isVersioned: true,
      request: { body: profileSchema },
      responses: { 200: USER_RESPONSE },
      handle: async ({ body }, doer) => {
        const { actor, expectedVersion } = doer;
        const edit = toProfileEdit(body, deps.clock.now());
        return userReply(deps, await editPerson(deps, doer, actor.id, edit, expectedVersion), actor, 200);
      },
    }),
    ...mailSettingsRoutes(deps),
  ];
}

function mailSettingsRoutes(deps: ApiDeps): Route[] {
  const at = { path: `${PATH}/notifications`, tag: 'people' } as const;
  return [
    route({
      ...at,
      method: 'get',
      operationId: 'getNotificationSettings',
      summary: 'Get your notification settings',
      action: 'profile.read',
      request: {},
      responses: { 200: MAIL_SETTINGS_RESPONSE },
      handle: async (_, { actor }) => mailSettingsReply(await readMe(deps, actor)),
    }),
    route({
      ...at,
      method: 'put',
      operationId: 'updateNotificationSettings',
      summary: 'Update your notification settings',
      description:
        'You cannot switch off mails about assignments and about your account. In quiet hours, mails wait until the end. Mails about urgent tickets, escalations, codes and sign-in links do not wait.',
      action: 'profile.edit',
      isVersioned: true,
      request: { body: mailSettingsSchema },
      responses: { 200: MAIL_SETTINGS_RESPONSE },
      handle: async ({ body }, doer) =>
        mailSettingsReply(await editMailSettings(deps, doer, toMailSettings(body), doer.expectedVersion)),
    }),
  ];
}

function mailSettingsReply(user: User) {
  return reply(200, presentMailSettings(user), { ETag: etag(user.version) });
}
