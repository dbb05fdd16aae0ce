import { Router } from '@koa/router';
import { allowedMethods, methodNotAllowed } from './allowed-methods.js';
import { answerOnce } from './answer-once.js';
import type { ApiDeps } from './deps.js';
import { authenticate } from './middleware/authenticate.js';
import { readJsonBody } from './middleware/json-body.js';
import type { AnswerOnce, RawRequest, Route } from './route.js';
import type { ApiMiddleware, ApiState } from './state.js';

/** The routes as Koa serves them. Nothing is read of a body before it is known who sent it. */
export function createRouter(routes: readonly Route[], deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const signIn = authenticate(deps);
  const once = answerOnce(deps);
  const literals = new Set(routes.map(({ path }) => path).filter((path) => !path.includes('{')));
  for (const route of routes) {
    const stack: ApiMiddleware[] = [
      noteRoute(route),
      ...(literals.has(route.path) ? [] : [leaveLiterals(router, literals)]),
      ...(route.action === null ? [] : [signIn]),
      ...(route.request.body === undefined ? [] : [readJsonBody]),
      answer(route, once),
    ];
    router.register(route.path.replaceAll(/\{(\w+)\}/gu, ':$1'), [route.method.toUpperCase()], stack);
  }
  return router;
}

function noteRoute({ path }: Route): ApiMiddleware {
  return (ctx, next) => {
    ctx.state.route = path;
    return next();
  };
}

/** `DELETE /users/me` is not about a person with the id "me": `/users/me` is an address of its own, with its own methods. */
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
      actor: ctx.state.actor,
    };
    const { status, body, headers } = await route.answer(raw, once);
    ctx.status = status;
    ctx.set({ ...headers });
    // Koa makes a 204 of null by itself, and takes the type away.
    ctx.body = body;
  };
}
