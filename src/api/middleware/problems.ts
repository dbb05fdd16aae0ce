import type { Logger } from '../../ports/logger.js';
import { toProblem } from '../http/problem.js';
import type { ApiMiddleware } from '../http/state.js';

/**
 * Converts errors from inner middleware to problem documents.
 * Unexpected ones are logged with their stack.
 */
export function answerWithProblems(logger: Logger): ApiMiddleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { requestId, route } = ctx.state;
      const { code, status, headers, body } = toProblem(error, requestId);
      const fields = { request_id: requestId, route: route ?? null, code };
      if (code === 'internal_error') logger.error({ ...fields, err: error }, 'request failed');
      else if (status >= 500 && code !== 'overloaded')
        logger.warn({ ...fields, reason: body.detail }, 'request failed');
      ctx.status = status;
      ctx.set({ ...headers });
      ctx.body = body;
      // After the body: Koa would call every object application/json.
      ctx.type = 'application/problem+json';
    }
  };
}
