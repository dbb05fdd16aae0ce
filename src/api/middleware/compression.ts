import compress from 'koa-compress';
import type { ApiMiddleware } from '../http/state.js';

/** Below this the gain is lost in the frame of the answer. */
const THRESHOLD_BYTES = 1024;

/**
 * Compresses answers of text and JSON for clients that can read it. ETags stay as they are: they name versions of
 * resources, not bytes, and nothing that carries one may be stored by a cache.
 */
export function compressAnswers(): ApiMiddleware {
  const run: ApiMiddleware = compress({
    threshold: THRESHOLD_BYTES,
    encodingPreference: ['br', 'gzip'],
    zstd: false,
    deflate: false,
  });
  return async (ctx, next) => {
    // Without this, the library serialises each response to learn its size although the client accepts no
    // compression. It also fails if the client accepts neither compression nor identity.
    if (ctx.acceptsEncodings('br', 'gzip') === false) {
      ctx.vary('Accept-Encoding');
      await next();
    } else {
      await run(ctx, next);
    }
  };
}
