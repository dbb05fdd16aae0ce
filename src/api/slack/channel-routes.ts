import {
  addChannel,
  editChannel,
  listChannels,
  readChannel,
  removeChannel,
} from '../../app/slack/channels.js';
import { listSlackRequests, replaySlackRequest } from '../../app/slack/requests.js';
import type { SlackChannel } from '../../domain/slack/channel.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentChannel, presentSlackRequest, toChannelEdit, toChannelSettings } from './presenter.js';
import { ONE_WORKSPACE, SLACK_ROUTE } from './routes.js';
import {
  channelEditSchema,
  channelListSchema,
  channelParams,
  channelQuerySchema,
  channelSchema,
  newChannelSchema,
  requestListSchema,
  requestParams,
  requestQuerySchema,
  requestSchema,
  workspaceParams,
} from './schema.js';

const CHANNELS = `${ONE_WORKSPACE}/channels`;
const ONE_CHANNEL = `${CHANNELS}/{channel}`;
const REQUESTS = `${ONE_WORKSPACE}/requests`;
const ETAG = { ETag: 'The version, for `If-Match`' };
const RESPONSE = { description: 'The channel', schema: channelSchema, headers: ETAG } as const;

/** The channels of a workspace with their settings, and what Slack has sent. */
export function slackChannelRoutes(deps: ApiDeps): Route[] {
  return [
    listRoute(deps),
    createRoute(deps),
    readRoute(deps),
    editRoute(deps),
    deleteRoute(deps),
    requestsRoute(deps),
    replayRoute(deps),
  ];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'get',
    path: CHANNELS,
    operationId: 'listSlackChannels',
    summary: 'List channels of a workspace of Slack',
    request: { params: workspaceParams, query: channelQuerySchema },
    responses: { 200: { description: 'A page of those that are set up', schema: channelListSchema } },
    problems: ['not_found'],
    handle: async ({ params, query }, { actor }) => {
      const page = await listChannels(deps, actor, params.workspace, toPageRequest(query));
      return reply(200, { channels: page.items.map(presentChannel), ...presentPage(page, query.page_size) });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'post',
    path: CHANNELS,
    operationId: 'createSlackChannel',
    summary: 'Create the settings of a channel of Slack',
    description: 'Invite the app to the channel first.',
    creates: true,
    request: { params: workspaceParams, body: newChannelSchema },
    responses: { 201: { ...RESPONSE, headers: { ...ETAG, Location: 'Where it is' } } },
    problems: ['not_found', 'duplicate', 'illegal_transition'],
    handle: async ({ params, body }, doer) => {
      const place = { workspaceId: params.workspace, channelId: body.channel_id };
      const channel = await addChannel(deps, doer, place, toChannelSettings(body));
      const location = `/api/v1/slack/workspaces/${params.workspace}/channels/${body.channel_id}`;
      return reply(201, presentChannel(channel), { Location: location, ETag: etag(channel.version) });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'get',
    path: ONE_CHANNEL,
    operationId: 'getSlackChannel',
    summary: 'Get a channel of Slack',
    request: { params: channelParams },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => answer(await readChannel(deps, actor, placeOf(params))),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'patch',
    path: ONE_CHANNEL,
    operationId: 'updateSlackChannel',
    summary: 'Update a channel of Slack',
    isVersioned: true,
    request: { params: channelParams, body: channelEditSchema },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params, body }, doer) =>
      answer(await editChannel(deps, doer, placeOf(params), toChannelEdit(body), doer.expectedVersion)),
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'delete',
    path: ONE_CHANNEL,
    operationId: 'deleteSlackChannel',
    summary: 'Delete the settings of a channel of Slack',
    description: 'Its messages make no more tickets. Threads of tickets stay connected.',
    isVersioned: true,
    request: { params: channelParams },
    responses: { 204: { description: 'They are gone', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, doer) => {
      await removeChannel(deps, doer, placeOf(params), doer.expectedVersion);
      return reply(204, null);
    },
  });
}

function requestsRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'get',
    path: REQUESTS,
    operationId: 'listSlackRequests',
    summary: 'List requests of a workspace of Slack',
    description: 'What Slack has sent, and its outcome, without text of people. Stored for 30 days.',
    request: { params: workspaceParams, query: requestQuerySchema },
    responses: { 200: { description: 'A page of them, newest first', schema: requestListSchema } },
    problems: ['not_found'],
    handle: async ({ params, query }, { actor }) => {
      const page = await listSlackRequests(deps, actor, {
        workspaceId: params.workspace,
        ...toPageRequest(query),
        ...(query.state === undefined ? {} : { state: query.state }),
      });
      const requests = page.items.map(presentSlackRequest);
      return reply(200, { requests, ...presentPage(page, query.page_size) });
    },
  });
}

function replayRoute(deps: ApiDeps): Route {
  return route({
    ...SLACK_ROUTE,
    method: 'post',
    path: `${REQUESTS}/{request}/replay`,
    operationId: 'replaySlackRequest',
    summary: 'Create another attempt of a request of Slack',
    description: 'Processes a failed request again.',
    request: { params: requestParams },
    responses: { 202: { description: 'It is being processed', schema: requestSchema } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, { actor }) =>
      reply(
        202,
        presentSlackRequest(await replaySlackRequest(deps, actor, params.workspace, params.request)),
      ),
  });
}

function placeOf({ workspace, channel }: { readonly workspace: string; readonly channel: string }) {
  return { workspaceId: workspace, channelId: channel };
}

function answer(channel: SlackChannel) {
  return reply(200, presentChannel(channel), { ETag: etag(channel.version) });
}
