import { createPerson } from '../../app/accounts/create-person.js';
import { editPerson, erasePerson } from '../../app/accounts/edit-person.js';
import { listPeople, readPerson } from '../../app/accounts/read-people.js';
import type { ApiDeps } from '../deps.js';
import { presentPage } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentUserTo } from './presenter.js';
import { toNewPerson, toPersonEdit, toUserQuery } from './query.js';
import { USER_RESPONSE, userReply } from './reply.js';
import { newUserSchema, userEditSchema, userListSchema, userParams, userQuerySchema } from './schema.js';

const PATH = '/api/v1/users';

/** The people of this help desk. */
export function peopleRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), createRoute(deps), readRoute(deps), editRoute(deps), eraseRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: 'people',
    operationId: 'listUsers',
    summary: 'List users',
    action: 'person.list',
    request: { query: userQuerySchema },
    responses: {
      200: { description: 'A page of users, oldest first', schema: userListSchema },
    },
    handle: async ({ query }, { actor }) => {
      const page = await listPeople(deps, actor, toUserQuery(query));
      return reply(200, {
        users: page.items.map(presentUserTo(actor, await deps.teams.all())),
        ...presentPage(page, query.page_size),
      });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: 'people',
    operationId: 'createUser',
    summary: 'Create a user',
    action: 'person.administer',
    creates: true,
    request: { body: newUserSchema },
    responses: {
      201: { ...USER_RESPONSE, headers: { ...USER_RESPONSE.headers, Location: 'URL of the user' } },
    },
    problems: ['duplicate'],
    handle: async ({ body }, doer) => {
      const user = await createPerson(deps, doer, toNewPerson(body), doer.newResourceId);
      return userReply(deps, user, doer.actor, 201, { Location: `${PATH}/${user.id}` });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/{user}`,
    tag: 'people',
    operationId: 'getUser',
    summary: 'Get a user',
    action: 'person.read',
    request: { params: userParams },
    responses: { 200: USER_RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      userReply(deps, await readPerson(deps, actor, params.user), actor, 200),
  });
}

function editRoute(deps: ApiDeps): Route {
  return personEditRoute(deps, {
    path: `${PATH}/{user}`,
    tag: 'people',
    operationId: 'updateUser',
    summary: 'Update a user',
    description:
      'Users can change their own contact details and availability. Staff can change the contact details of requesters, and managers their organisation. Administrators can change everything. If a moderator is deactivated or gets another role, their open tickets are assigned again.',
  });
}

/** The change of a person, which the contract has at two addresses. */
export function personEditRoute(
  deps: ApiDeps,
  at: Pick<Route, 'path' | 'tag' | 'operationId' | 'summary'> & { readonly description: string },
): Route {
  return route({
    ...at,
    method: 'patch',
    action: 'person.administer',
    isVersioned: true,
    request: { params: userParams, body: userEditSchema },
    responses: { 200: USER_RESPONSE },
    problems: ['not_found', 'duplicate', 'last_admin'],
    handle: async ({ params, body }, doer) =>
      userReply(
        deps,
        await editPerson(deps, doer, params.user, toPersonEdit(body, deps.clock.now()), doer.expectedVersion),
        doer.actor,
        200,
      ),
  });
}

function eraseRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: `${PATH}/{user}`,
    tag: 'people',
    operationId: 'eraseUser',
    summary: 'Erase a user and their personal data',
    description:
      'Ends the account at once and replaces the name wherever it is stored. Open tickets are assigned again. Tickets stay readable. This cannot be undone.',
    action: 'person.administer',
    request: { params: userParams },
    responses: { 204: { description: 'The user is erased', schema: null } },
    problems: ['not_found', 'version_conflict', 'last_admin'],
    handle: async ({ params }, doer) => {
      await erasePerson(deps, doer, params.user);
      return reply(204, null);
    },
  });
}
