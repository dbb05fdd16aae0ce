import type { RouterInstance } from '@koa/router';
import { ApiError } from '../api-error.js';
import type { ApiMiddleware, ApiState } from '../state.js';

/** Where no route has answered: 404, or 405 with the methods that the address knows. */
export function refuseUnknownRoute(routers: readonly RouterInstance<ApiState>[]): ApiMiddleware {
  return (ctx) => {
    const layers = routers.flatMap((router) => router.match(ctx.path, ctx.method).path);
    if (layers.length === 0) throw new ApiError('not_found', 'There is nothing at this address.');
    const allowed = [...new Set(['OPTIONS', ...layers.flatMap((layer) => layer.methods)])].sort().join(', ');
    if (ctx.method !== 'OPTIONS') {
      throw new ApiError('method_not_allowed', `This address knows ${allowed}.`, { Allow: allowed });
    }
    ctx.set('Allow', allowed);
    ctx.status = 204;
  };
}
