import { Router } from '@koa/router';
import { allowedMethods, methodNotAllowed } from './http/allowed-methods.js';
import { DomainError } from '../domain/errors.js';
import { authorize, mayEver, type Action } from '../domain/access/permissions.js';
import { ROUTE_LIMITS, type RouteLimits } from '../domain/operations/rate-limits.js';
import { preferredLanguage } from './http/preferred-language.js';
import { answerOnce } from './http/answer-once.js';
import type { ApiDeps, ApiLimits } from './deps.js';
import { receiveUploads } from './files/receive-upload.js';
import { authenticate, authenticateIfGiven } from './middleware/authenticate.js';
import { readJsonBody } from './middleware/json-body.js';
import { limitByAccount, limitByAddress } from './middleware/limit-rate.js';
import type { AnswerOnce, RawRequest, Route } from './http/route.js';
import type { ApiMiddleware, ApiState } from './http/state.js';
import { toKoa } from './files/stream-body.js';

/** The routes as Koa serves them. Nothing is read of a body before it is known who sent it, and that they may. */
export function createRouter(routes: readonly Route[], deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const signIn = authenticate(deps);
  const signInIfGiven = authenticateIfGiven(deps);
  const once = answerOnce(deps);
  const literals = new Set(routes.map(({ path }) => path).filter((path) => !path.includes('{')));
  const limit = limitsOf(deps.limits);
  const receiveUpload = receiveUploads(deps.maxFileBytes);
  for (const route of routes) {
    const stack: ApiMiddleware[] = [
      noteRoute(route),
      ...(literals.has(route.path) ? [] : [leaveLiterals(router, literals)]),
      ...limit.byAddress(route),
      ...(route.action === null
        ? []
        : [
            route.admitsVisitors ? signInIfGiven : signIn,
            ...limit.byAccount,
            demandFactor(route.action),
            ...refuseOthers(route.path, route.action),
            ...limit.byAccountAtRoute(route),
          ]),
      ...bodyOf(route, receiveUpload),
      answer(route, once),
    ];
    router.register(route.path.replaceAll(/\{(\w+)\}/gu, ':$1'), [route.method.toUpperCase()], stack);
  }
  return router;
}

/** Actions that are allowed before a required second factor is set up. */
const BEFORE_FACTOR: readonly Action[] = ['second_factor.manage', 'profile.read', 'profile.edit'];

function demandFactor(action: Action): ApiMiddleware {
  return (ctx, next) => {
    if (ctx.state.actor?.mustAddFactor === true && !BEFORE_FACTOR.includes(action)) {
      throw new DomainError(
        'forbidden',
        'Your role needs a second factor here. Set one up first (POST /auth/factors/totp), or sign in with it.',
      );
    }
    return next();
  };
}

function bodyOf({ request, isUpload }: Route, receiveUpload: ApiMiddleware): ApiMiddleware[] {
  if (isUpload) return [receiveUpload];
  return request.body === undefined ? [] : [readJsonBody];
}

/** Only the use case can decide whether the caller may know that these resources exist. */
const OF_SOMEBODY = ['{ticket}', '{user}', '{view}', '{file}'];

/** Returns 403 before validating the request when the role can never perform the action. */
function refuseOthers(path: string, action: Action): ApiMiddleware[] {
  if (OF_SOMEBODY.some((name) => path.includes(name))) return [];
  return [
    (ctx, next) => {
      const { actor } = ctx.state;
      if (actor !== undefined && !mayEver(actor, action)) authorize(actor, action);
      return next();
    },
  ];
}

/** The limits of the routes, each for its place in their stacks. */
function limitsOf(limits: ApiLimits | null) {
  if (limits === null) return { byAddress: () => [], byAccount: [], byAccountAtRoute: () => [] };
  const { limiter } = limits;
  const stricter = ({ limit }: Route): RouteLimits | null =>
    limit === 'general' || limit === 'none' ? null : ROUTE_LIMITS[limit];
  return {
    byAddress: (route: Route) => {
      const policy = stricter(route)?.address;
      return policy === undefined ? [] : [limitByAddress(limiter, policy)];
    },
    byAccount: [limitByAccount(limiter, limits.account)],
    byAccountAtRoute: (route: Route) => {
      const policy = stricter(route)?.account;
      return policy === undefined ? [] : [limitByAccount(limiter, policy)];
    },
  };
}

function noteRoute({ path }: Route): ApiMiddleware {
  return (ctx, next) => {
    ctx.state.route = path;
    return next();
  };
}

/**
 * `DELETE /users/me` does not address a person with the id "me": `/users/me` is a path with methods of its own.
 */
function leaveLiterals(router: Router<ApiState>, literals: ReadonlySet<string>): ApiMiddleware {
  return (ctx, next) => {
    const allowed = literals.has(ctx.path) ? allowedMethods([router], ctx.path) : null;
    if (allowed !== null) throw methodNotAllowed(allowed);
    return next();
  };
}

function answer(route: Route, once: AnswerOnce): ApiMiddleware {
  return async (ctx) => {
    const raw: RawRequest = {
      params: ctx['params'],
      query: ctx.query,
      body: ctx.request.body,
      ifMatch: ctx.headers['if-match'],
      idempotencyKey: ctx.headers['idempotency-key'],
      address: ctx.state.address,
      language: preferredLanguage(ctx),
      lastEventId: ctx.get('Last-Event-ID') || undefined,
      range: ctx.get('Range') || undefined,
      chatToken: ctx.get('X-Chat-Token') || undefined,
      prefersCsv: ctx.accepts(['application/json', 'text/csv']) === 'text/csv',
      actor: ctx.state.actor,
    };
    const { status, body, headers } = await route.answer(raw, once);
    ctx.status = status;
    ctx.set({ ...headers });
    // Koa turns a null body into a 204 and removes the content type.
    ctx.body = toKoa(ctx, body);
  };
}
