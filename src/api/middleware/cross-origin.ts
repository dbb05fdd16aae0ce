import cors from '@koa/cors';
import type { ApiMiddleware } from '../state.js';

/** For so long a browser need not ask again. Chrome takes no more than two hours. */
const PREFLIGHT_SECONDS = 2 * 60 * 60;

/**
 * Lets pages of the named origins call the API from browsers; all others get no headers, and their browsers keep the
 * answers from them. No cookies: who calls brings a token.
 */
export function allowOrigins(origins: readonly string[]): ApiMiddleware {
  const allowed = new Set(origins);
  return cors({
    origin: (ctx) => {
      const origin = ctx.get('Origin');
      return allowed.has(origin) ? origin : '';
    },
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'X-API-Key',
      'X-Request-Id',
    ],
    exposeHeaders: ['ETag', 'Location', 'X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
    maxAge: PREFLIGHT_SECONDS,
    // Faults become answers further in; this never sees them.
    keepHeadersOnError: false,
  });
}
