import { parse } from '@hapi/bourne';
import type { Context } from 'koa';
import rawBody from 'raw-body';
import { ApiError } from '../api-error.js';
import type { ApiMiddleware } from '../state.js';
import { receiveBody } from './receive-body.js';

/** Room for a description of 20,000 characters in any script and escaped in any way, and then some. */
const LIMIT = '1mb';

/** Whatever is not UTF-8 is refused: to guess at it would keep a text that nobody wrote. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** RFC 8259 allows any value at the top; here it is an object or a list. */
const STRUCTURE = /^[\x20\t\n\r]*[[{]/u;

/** The body as JSON, whatever the route: anything else is refused before it is read. No body reads as `{}`. */
export const readJsonBody: ApiMiddleware = async (ctx, next) => {
  if (hasBody(ctx)) checkForm(ctx);
  try {
    const text = utf8.decode(await receiveBody(ctx.state, () => read(ctx)));
    ctx.request.body = text === '' ? {} : parseStructure(text);
  } catch (error) {
    // Or the rest of a long body would block the connection, and with it the answer and whatever comes next.
    ctx.req.resume();
    throw refusalOf(error);
  }
  await next();
};

function read({ req, request }: Context): Promise<Buffer> {
  return rawBody(req, { limit: LIMIT, length: request.length });
}

function parseStructure(text: string): unknown {
  if (!STRUCTURE.test(text)) throw new SyntaxError('it is neither an object nor a list');
  return parse(text);
}

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
function refusalOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
  return isTooLarge
    ? new ApiError('payload_too_large', 'A body has at most 1 MB.')
    : new ApiError('malformed_request', `The body is not a JSON object: ${message}.`);
}
