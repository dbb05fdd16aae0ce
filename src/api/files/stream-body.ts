import { Readable } from 'node:stream';
import { Download } from './download.js';
import type { ApiContext } from '../http/state.js';

/** Bytes as Koa sends them, all at once or as they come; anything else it writes as JSON. */
export function toKoa({ res }: Pick<ApiContext, 'res'>, body: unknown): unknown {
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (!isStreamed(body)) return body;
  const stream = Readable.from(body, { highWaterMark: 1 });
  if (body instanceof Download) body.onCut(() => res.destroy());
  // Koa does not notice a client that left before the answer began, and would keep the stream open for ever.
  if (res.destroyed) stream.destroy();
  else res.once('close', () => stream.destroy());
  return stream;
}

function isStreamed(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
