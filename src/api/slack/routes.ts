import {
  connectWorkspace,
  disconnectWorkspace,
  editWorkspace,
  listWorkspaces,
  readWorkspace,
} from '../../app/slack/workspaces.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentWorkspace, toNewWorkspace, toWorkspaceEdit } from './presenter.js';
import {
  newWorkspaceSchema,
  workspaceEditSchema,
  workspaceListSchema,
  workspaceParams,
  workspaceSchema,
} from './schema.js';

const PATH = '/api/v1/slack/workspaces';
export const ONE_WORKSPACE = `${PATH}/{workspace}`;
export const SLACK_ROUTE = { tag: 'slack', action: 'slack.administer' } as const;
const ETAG = { ETag: 'The version, for `If-Match`' };
const RESPONSE = { description: 'The workspace', schema: workspaceSchema, headers: ETAG } as const;

/** The workspaces of Slack in which the app is installed. */
export function slackWorkspaceRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), createRoute(deps), readRoute(deps), editRoute(deps), deleteRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'get',
    path: PATH,
    operationId: 'listSlackWorkspaces',
    summary: 'List workspaces of Slack',
    description: 'All of them, with what waits in each.',
    request: {},
    responses: { 200: { description: 'The workspaces', schema: workspaceListSchema } },
    handle: async (_, { actor }) =>
      reply(200, { workspaces: (await listWorkspaces(deps, actor)).map(presentWorkspace) }),
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'post',
    path: PATH,
    operationId: 'createSlackWorkspace',
    summary: 'Create a connection to a workspace of Slack',
    description: 'Asks Slack which workspace the token is of.',
    creates: true,
    request: { body: newWorkspaceSchema },
    responses: { 201: { ...RESPONSE, headers: { ...ETAG, Location: 'Where it is' } } },
    problems: ['duplicate', 'illegal_transition'],
    handle: async ({ body }, doer) => {
      const made = await connectWorkspace(deps, doer, toNewWorkspace(body), doer.newResourceId);
      const shown = await readWorkspace(deps, doer.actor, made.id);
      const headers = { Location: `${PATH}/${made.id}`, ETag: etag(shown.version) };
      return reply(201, presentWorkspace(shown), headers);
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'get',
    path: ONE_WORKSPACE,
    operationId: 'getSlackWorkspace',
    summary: 'Get a workspace of Slack',
    request: { params: workspaceParams },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: ({ params }, { actor }) => answer(deps, actor, params.workspace),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'patch',
    path: ONE_WORKSPACE,
    operationId: 'updateSlackWorkspace',
    summary: 'Update a workspace of Slack',
    description:
      'A new token connects it again, after Slack has refused the former one. Then everything that waits is shown.',
    isVersioned: true,
    request: { params: workspaceParams, body: workspaceEditSchema },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params, body }, doer) => {
      await editWorkspace(deps, doer, params.workspace, toWorkspaceEdit(body), doer.expectedVersion);
      return answer(deps, doer.actor, params.workspace);
    },
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'delete',
    path: ONE_WORKSPACE,
    operationId: 'deleteSlackWorkspace',
    summary: 'Delete a connection to a workspace of Slack',
    description: 'Its channels are deleted too. Messages in Slack stay.',
    isVersioned: true,
    request: { params: workspaceParams },
    responses: { 204: { description: 'It is gone', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, doer) => {
      await disconnectWorkspace(deps, doer, params.workspace, doer.expectedVersion);
      return reply(204, null);
    },
  });
}

async function answer(deps: ApiDeps, actor: Parameters<typeof readWorkspace>[1], id: string) {
  const workspace = await readWorkspace(deps, actor, id);
  return reply(200, presentWorkspace(workspace), { ETag: etag(workspace.version) });
}
