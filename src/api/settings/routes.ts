import { editSettings, readSettings, type SettingsView } from '../../app/settings/settings.js';
import { testAi, testSmtp } from '../../app/settings/test-settings.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentSettings, presentTest, toSettingsEdit } from './presenter.js';
import { settingsEditSchema, settingsSchema, settingsTestSchema } from './schema.js';

const PATH = '/api/v1/settings';
const TAG = 'settings';

const SETTINGS_RESPONSE = {
  description: 'The settings in use',
  schema: settingsSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

const TEST_RESPONSE = { description: 'The result of the test', schema: settingsTestSchema } as const;

/** What administrators change while Holdfast runs. */
export function settingsRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'getSettings',
      summary: 'Get the settings',
      description: 'Each with its source. Secrets are never returned.',
      action: 'settings.read',
      request: {},
      responses: { 200: SETTINGS_RESPONSE },
      handle: async (_input, { actor }) => settingsReply(await readSettings(deps, actor)),
    }),
    route({
      method: 'patch',
      path: PATH,
      tag: TAG,
      operationId: 'updateSettings',
      summary: 'Update the settings',
      description:
        'Every process uses them within two seconds. A setting of the environment cannot be changed (422).',
      action: 'settings.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { body: settingsEditSchema },
      responses: { 200: SETTINGS_RESPONSE },
      handle: async ({ body }, { actor, address, expectedVersion }) =>
        settingsReply(
          await editSettings(deps, actor, { edit: toSettingsEdit(body), expectedVersion, address }),
        ),
    }),
    route({
      method: 'post',
      path: `${PATH}/smtp/test`,
      tag: TAG,
      operationId: 'createSmtpTest',
      summary: 'Create a test mail',
      description: 'Sends a mail to the caller with the settings in use, and returns what came of it.',
      action: 'settings.administer',
      limit: 'settings_test',
      request: {},
      responses: { 200: TEST_RESPONSE },
      problems: ['not_found'],
      handle: async (_input, { actor }) => reply(200, presentTest(await testSmtp(deps, actor))),
    }),
    route({
      method: 'post',
      path: `${PATH}/ai/test`,
      tag: TAG,
      operationId: 'createAiTest',
      summary: 'Create a test question to the AI provider',
      description: 'Asks the provider one short question with the settings in use. It costs a few tokens.',
      action: 'settings.administer',
      limit: 'settings_test',
      request: {},
      responses: { 200: TEST_RESPONSE },
      handle: async (_input, { actor }) => reply(200, presentTest(await testAi(deps, actor))),
    }),
  ];
}

function settingsReply(view: SettingsView) {
  return reply(200, presentSettings(view), { ETag: etag(view.revision.content.version) });
}
