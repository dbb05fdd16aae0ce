import cors from '@koa/cors';
import type { ApiMiddleware } from '../http/state.js';
import { isOfCodec } from '../temporal/codec-path.js';

/** How long a browser may cache a preflight. Chrome allows at most two hours. */
const PREFLIGHT_SECONDS = 2 * 60 * 60;

interface Openings {
  /** Origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** Origin of the Temporal Web UI, whose pages may call the codec, and nothing else. */
  readonly temporalUiOrigin: string;
}

/**
 * Allows browsers to call the API from pages of the named origins.
 * Other origins get no CORS headers, so browsers hide the responses from them. Cookies are not allowed, since callers
 * send a token. Only the codec accepts a cookie, because the Web UI has no Holdfast token.
 */
export function allowOrigins({ corsOrigins, temporalUiOrigin }: Openings): ApiMiddleware {
  const forApi = corsOrigins.length === 0 ? null : allow(corsOrigins, API);
  const forCodec = allow([temporalUiOrigin], CODEC);
  return async (ctx, next) => {
    const allowing = isOfCodec(ctx.path) ? forCodec : forApi;
    await (allowing === null ? next() : allowing(ctx, next));
  };
}

const API = {
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'X-API-Key', 'X-Request-Id'],
  exposeHeaders: ['ETag', 'Location', 'X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
} satisfies cors.Options;

const CODEC = {
  allowMethods: ['POST'],
  allowHeaders: ['Authorization', 'Content-Type', 'X-Namespace'],
  credentials: true,
} satisfies cors.Options;

function allow(origins: readonly string[], options: cors.Options): ApiMiddleware {
  const allowed = new Set(origins);
  return cors({
    ...options,
    origin: (ctx) => {
      const origin = ctx.get('Origin');
      return allowed.has(origin) ? origin : '';
    },
    maxAge: PREFLIGHT_SECONDS,
    // Faults become answers further in; this never sees them.
    keepHeadersOnError: false,
  });
}
