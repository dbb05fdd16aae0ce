import type { Context } from 'koa';
import rawBody from 'raw-body';
import { ApiError } from '../http/api-error.js';
import type { ApiContext } from '../http/state.js';

/** The body that a route accepts. */
export interface BodyKind {
  /** Media types, without parameters. */
  readonly types: readonly string[];
  /** As people write it: `32kb`. */
  readonly limit: string;
  /** What to send instead, for the error about another type. */
  readonly advice: string;
}

/** Charsets whose every text is valid UTF-8. */
const UTF_8 = new Set(['', 'utf-8', 'utf8', 'us-ascii']);

/**
 * Text that is not UTF-8 is rejected.
 * Guessing the charset would store a text that its author did not write.
 */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the body as text and parses it.
 * It occupies no place among the requests in progress while it arrives. Every error is the sender's: truncated, too
 * long, compressed, of the wrong type or charset, or invalid.
 * @throws ApiError `unsupported_media_type`, `payload_too_large`, `malformed_request`
 */
export async function receiveBody<T>(
  ctx: ApiContext,
  kind: BodyKind,
  parse: (text: string) => T,
): Promise<T> {
  if (hasBody(ctx)) checkKind(ctx, kind);
  try {
    const { receive } = ctx.state;
    const read = (): Promise<Buffer> => rawBody(ctx.req, { limit: kind.limit, length: ctx.request.length });
    return parse(utf8.decode(await (receive === undefined ? read() : receive(read))));
  } catch (error) {
    // Otherwise the rest of a long body would block the connection, including the response and later requests.
    ctx.req.resume();
    throw refusalOf(error, kind);
  }
}

function hasBody(ctx: Context): boolean {
  return ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length')) > 0;
}

function checkKind(ctx: Context, { types, advice }: BodyKind): void {
  if (!types.includes(ctx.request.type.toLowerCase())) {
    throw new ApiError('unsupported_media_type', `Send the body ${advice}.`);
  }
  if (!UTF_8.has(ctx.request.charset.toLowerCase())) {
    throw new ApiError('unsupported_media_type', 'Send the body in UTF-8.');
  }
  // Compressed bodies of a few bytes can unfold into as much as the limit allows; no client needs them here.
  if (!['', 'identity'].includes(ctx.get('Content-Encoding').toLowerCase())) {
    throw new ApiError('unsupported_media_type', 'Send the body without compression.', {
      'Accept-Encoding': 'identity',
    });
  }
}

function refusalOf(error: unknown, { limit }: BodyKind): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
  return isTooLarge
    ? new ApiError(
        'payload_too_large',
        `The body is too large. The maximum is ${limit.replace(/(?=[a-z])/u, ' ')}.`,
      )
    : new ApiError('malformed_request', `The body cannot be read: ${message}.`);
}
