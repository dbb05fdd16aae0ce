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
    // The library writes out each answer to learn its size, though nobody asked for compression; and it fails where the
    // client takes neither compression nor the plain answer.
    if (ctx.acceptsEncodings('br', 'gzip') === false) {
      ctx.vary('Accept-Encoding');
      await next();
    } else {
      await run(ctx, next);
    }
  };
}
