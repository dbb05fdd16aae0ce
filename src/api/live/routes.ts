import { issueLiveToken } from '../../app/live/live-tokens.js';
import { authorize } from '../../domain/access/permissions.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { followStream } from './follow-stream.js';
import { eventStreamSchema, liveTokenSchema, streamQuerySchema } from './schema.js';

const TAG = 'live';
const TYPE = 'text/event-stream';

/** Tokens for sockets, and the events as a stream for scripts. */
export function liveRoutes(deps: ApiDeps): Route[] {
  return [tokenRoute(deps), streamRoute(deps)];
}

function tokenRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: '/api/v1/live/tokens',
    tag: TAG,
    operationId: 'createLiveToken',
    summary: 'Create a token for one live connection',
    description:
      'The token opens one socket at `/ws/tickets`, `/ws/notifications` or `/ws/files`, within 30 seconds.',
    action: 'live.connect',
    request: {},
    responses: { 201: { description: 'The token', schema: liveTokenSchema } },
    handle: async (_, { actor }) => {
      const { token, expiresIn } = await issueLiveToken(deps, actor);
      return reply(201, { token, expires_in: expiresIn });
    },
  });
}

function streamRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: '/api/v1/events/stream',
    tag: TAG,
    operationId: 'streamEvents',
    summary: 'List ticket events as they happen',
    description:
      'Server-sent events, with the messages of `/ws/tickets`. Without a filter you get the events of every ticket that you can read.',
    action: 'live.connect',
    request: { query: streamQuerySchema },
    responses: { 200: { description: 'The stream', contentType: TYPE, schema: eventStreamSchema } },
    problems: ['not_found'],
    handle: async ({ query }, { actor, lastEventId }) => {
      authorize(actor, 'live.connect');
      const { after = lastEventId, ...choice } = query;
      return followStream(deps, actor, choice, after);
    },
  });
}
