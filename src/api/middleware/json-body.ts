import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { ApiError } from '../api-error.js';
import type { ApiMiddleware } from '../state.js';

/** Room for a description of 20,000 characters in any script and escaped in any way, and then some. */
const LIMIT = '1mb';

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: LIMIT,
  // Checked before, and only for routes that have a body.
  detectJSON: () => true,
  onError: (error, ctx) => {
    // Or the rest of a long body would block the connection, and with it the answer and whatever comes next.
    ctx.req.resume();
    throw refusalOf(error);
  },
});

/** The body as JSON, whatever the route: anything else is refused before it is read. No body reads as `{}`. */
export const readJsonBody: ApiMiddleware = async (ctx, next) => {
  if (hasBody(ctx)) checkForm(ctx);
  await parse(ctx, next);
};

function hasBody(ctx: Context): boolean {
  return ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length')) > 0;
}

function checkForm(ctx: Context): void {
  if (ctx.request.type.toLowerCase() !== 'application/json') {
    throw new ApiError('unsupported_media_type', 'Send the body as JSON: Content-Type: application/json.');
  }
  // Compressed bodies of a few bytes can unfold into as much as the limit allows; nobody needs them here.
  if (!['', 'identity'].includes(ctx.get('Content-Encoding').toLowerCase())) {
    throw new ApiError('unsupported_media_type', 'Send the body without compression.', {
      'Accept-Encoding': 'identity',
    });
  }
}

/** Whatever goes wrong while a body is read is the sender's doing: cut off, too long, or not JSON. */
function refusalOf(error: Error): ApiError {
  const isTooLarge = 'status' in error && error.status === 413;
  return isTooLarge
    ? new ApiError('payload_too_large', 'A body has at most 1 MB.')
    : new ApiError('malformed_request', `The body is not a JSON object: ${error.message}.`);
}
