import type { ApiMiddleware } from '../http/state.js';

/** Names the page for the log. */
export function noteRoute(path: string): ApiMiddleware {
  return (ctx, next) => {
    ctx.state.route = path;
    return next();
  };
}
