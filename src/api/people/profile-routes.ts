import { readMe } from '../../app/accounts/sign-in.js';
import { editPerson } from '../../app/people/edit-person.js';
import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { USER_RESPONSE, userReply } from './reply.js';
import { profileSchema } from './schema.js';

const PATH = '/api/v1/users/me';

/** What people may see and change of themselves. */
export function profileRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'people',
      summary: 'Your own profile',
      action: 'profile.read',
      request: {},
      responses: { 200: USER_RESPONSE },
      handle: async (_, { actor }) => userReply(await readMe(deps, actor), actor, 200),
    }),
    route({
      method: 'put',
      path: PATH,
      tag: 'people',
      summary: 'Change your own profile',
      action: 'profile.edit',
      isVersioned: true,
      request: { body: profileSchema },
      responses: { 200: USER_RESPONSE },
      handle: async ({ body }, doer) => {
        const edit = { name: body.name, absence: body.availability };
        const { actor, expectedVersion } = doer;
        return userReply(await editPerson(deps, doer, actor.id, edit, expectedVersion), actor, 200);
      },
    }),
  ];
}
