import type { RouterInstance } from '@koa/router';
import { ApiError } from '../http/api-error.js';
import type { ApiMiddleware, ApiState } from '../http/state.js';
import { allowedMethods, methodNotAllowed } from '../http/allowed-methods.js';

/** Answers requests that no route handled: 404, or 405 with the methods that the path supports. */
export function refuseUnknownRoute(routers: readonly RouterInstance<ApiState>[]): ApiMiddleware {
  return (ctx) => {
    const allowed = allowedMethods(routers, ctx.path);
    if (allowed === null) throw new ApiError('not_found', 'This path does not exist.');
    if (ctx.method !== 'OPTIONS') throw methodNotAllowed(allowed);
    ctx.set('Allow', allowed);
    ctx.status = 204;
  };
}
