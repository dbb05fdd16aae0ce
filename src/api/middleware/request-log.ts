import type { Logger } from '../../ports/logger.js';
import type { ApiMiddleware } from '../http/state.js';

/**
 * Logs one line per request, except those rejected for overload.
 * It logs the route's pattern, because paths may contain private data.
 */
export function logRequest(logger: Logger): ApiMiddleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    try {
      await next();
    } finally {
      const { requestId, route, traceId, actor, isRefused } = ctx.state;
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      const fields = {
        method: ctx.method,
        route: route ?? null,
        status: ctx.status,
        ms,
        request_id: requestId,
        ...(typeof traceId === 'string' ? { trace_id: traceId } : {}),
      };
      if (isRefused !== true)
        logger.info(actor === undefined ? fields : { ...fields, user_id: actor.id }, 'request');
    }
  };
}
