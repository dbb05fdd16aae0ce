import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import { createMcpHandler, type AuthInfo } from '@modelcontextprotocol/server';
import type Koa from 'koa';
import { ApiError } from '../api/http/api-error.js';
import type { ApiContext, ApiMiddleware, ApiState } from '../api/http/state.js';
import { beginApp } from '../api/middleware/begin-app.js';
import { readJsonBody } from '../api/middleware/json-body.js';
import { limitByAccount, limitByAddress } from '../api/middleware/limit-rate.js';
import { answerWithProblems } from '../api/middleware/problems.js';
import { refuseOverload } from '../api/middleware/refuse-overload.js';
import { setSecurityHeaders } from '../api/middleware/security-headers.js';
import { refuseUnknownRoute } from '../api/middleware/unknown-route.js';
import type { ApiDeps } from '../api/deps.js';
import { requireKey } from './authenticate-key.js';
import { createServer } from './create-server.js';
import { Operations } from './operations.js';
import { refuseForeign } from './refuse-foreign.js';
import type { ToolContext } from './tool.js';

/** Open streams of clients that wait for changes of the lists, which never change: room for all, and no more. */
const MAX_SUBSCRIPTIONS = 1_000;

/** Dependencies of the MCP server: those of the API, and the names that assistants reach it by. */
export type McpDeps = ApiDeps & { readonly hosts: readonly string[] };

/**
 * Builds the MCP server as a Koa application that does not listen yet.
 * It has the middleware of the API, in the same order. Behind it, the tools call the routes of the API.
 */
export function createMcpApp(deps: McpDeps): Koa<ApiState> {
  const health = new Router<ApiState>();
  health.get('/health', noteRoute('/health'), answerHealth(deps));
  const mcp = new Router<ApiState>();
  const limits = limitsOf(deps);
  const before = [noteRoute('/mcp'), refuseForeign(deps.hosts), ...limits.byAddress];
  mcp.all('/mcp', ...before, requireKey(deps), ...limits.byAccount, readBody, serveMcp(deps));
  const app = beginApp(deps);
  app.use(answerWithProblems(deps.logger));
  app.use(setSecurityHeaders(deps.publicUrl));
  app.use(health.routes());
  app.use(refuseOverload(deps.maxInProgress, deps.logger));
  app.use(mcp.routes());
  app.use(refuseUnknownRoute([health, mcp]));
  return app;
}

function limitsOf({ limits }: ApiDeps): { byAddress: ApiMiddleware[]; byAccount: ApiMiddleware[] } {
  if (limits === null) return { byAddress: [], byAccount: [] };
  return {
    byAddress: [limitByAddress(limits.limiter, limits.address)],
    byAccount: [limitByAccount(limits.limiter, limits.account)],
  };
}

function noteRoute(route: string): ApiMiddleware {
  return (ctx, next) => {
    ctx.state.route = route;
    return next();
  };
}

/** Only a POST has a body. A batch would count as one request, however many calls it holds. */
const readBody: ApiMiddleware = async (ctx, next) => {
  if (ctx.method === 'POST') {
    await readJsonBody(ctx, () => Promise.resolve());
    if (Array.isArray(ctx.request.body)) {
      throw new ApiError('malformed_request', 'Send one message in each request.');
    }
  }
  await next();
};

function answerHealth({ probes }: ApiDeps): ApiMiddleware {
  return async (ctx) => {
    const { status } = await probes.mongo();
    ctx.status = status === 'ok' ? 200 : 503;
    ctx.body = { status, services: { mongo: { status } } };
  };
}

/** Both protocols, without sessions: each request is complete, so any process can answer it. */
function serveMcp(deps: McpDeps): ApiMiddleware {
  const operations = new Operations(deps);
  /** The library passes what it is told of the caller on to the server of the request. */
  const contexts = new WeakMap<AuthInfo, ToolContext>();
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const context = authInfo === undefined ? undefined : contexts.get(authInfo);
      if (context === undefined) throw new Error('The caller is not known.');
      return createServer(deps, context);
    },
    {
      legacy: 'stateless',
      maxSubscriptions: MAX_SUBSCRIPTIONS,
      onerror: (error) => deps.logger.debug({ err: error }, 'MCP message refused'),
    },
  );
  return async (ctx) => {
    const { actor, address } = ctx.state;
    if (actor === undefined) throw new Error('The caller is not known.');
    // Without the key: no tool needs it.
    const authInfo = { token: '', clientId: actor.id, scopes: [...(actor.scopes ?? [])] };
    contexts.set(authInfo, { actor, address, call: operations.callAs({ actor, address }) });
    send(ctx, await handler.fetch(requestOf(ctx), { authInfo, parsedBody: ctx.request.body }));
  };
}

/** The request as the protocol library takes it, which ends when the client hangs up. */
function requestOf(ctx: ApiContext): Request {
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return new Request(`http://${ctx.get('Host')}${ctx.url}`, {
    method: ctx.method,
    headers,
    signal: gone.signal,
    // Already read. The library takes it parsed, and only looks whether there is one.
    ...(ctx.method === 'POST' ? { body: '{}' } : {}),
  });
}

function send(ctx: ApiContext, response: Response): void {
  ctx.status = response.status;
  response.headers.forEach((value, name) => ctx.set(name, value));
  const type = response.headers.get('content-type');
  ctx.body = response.body === null ? null : Readable.fromWeb(response.body);
  // After the body: Koa would call every stream application/octet-stream, and turn no body into a 204.
  if (type !== null) ctx.set('Content-Type', type);
  ctx.status = response.status;
}
