import type { Metrics } from '../../ports/operations/metrics.js';
import type { ApiMiddleware } from '../http/state.js';

/** Koa's status for an error that no middleware handles. */
const NOBODY_ANSWERED = 500;

/** Counts each request under the pattern of its route. Around everything else, so that it sees what goes out. */
export function measureRequests(metrics: Metrics): ApiMiddleware {
  return async (ctx, next) => {
    const answered = metrics.requestBegan();
    let status = NOBODY_ANSWERED;
    try {
      await next();
      status = ctx.status;
    } finally {
      const { route, isRefused = false } = ctx.state;
      answered({ method: ctx.method, route, status, isRefused });
    }
  };
}
