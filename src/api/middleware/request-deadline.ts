import type { ApiMiddleware } from '../http/state.js';

/**
 * A minute for a whole request, as long as it is no upload: those have deadlines of their own, so the server waits for
 * longer. A request whose body still arrives by then is cut off.
 */
export function endSlowRequests(deadlineMs = 60_000): ApiMiddleware {
  return async (ctx, next) => {
    const { req, state } = ctx;
    const timer = setTimeout(() => {
      if (!req.complete && state.isTransfer !== true) req.destroy();
    }, deadlineMs).unref();
    req.once('close', () => clearTimeout(timer));
    await next();
  };
}
