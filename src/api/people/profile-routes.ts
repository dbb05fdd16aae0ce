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
  description: 'What you are mailed, when, and in which language',
  schema: mailSettingsSchema,
  headers: { ETag: 'The version of the person, for If-Match' },
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
        'Assignments and mails about your account cannot be switched off. In quiet hours mails wait until their end, but not those about urgent tickets, escalations, codes and links to sign in.',
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
