import { ApiError } from '../http/api-error.js';
import type { ApiMiddleware } from '../http/state.js';
import { ENVELOPE_BYTES, MultipartReader, tooLarge, type MultipartOptions } from './multipart.js';
import { TransferSlots } from './transfer-slots.js';

const IDLE_MS = 30_000;
const TOTAL_MS = 15 * 60_000;

/**
 * Reads multipart bodies on routes that take a file.
 * They occupy no place among the requests in progress, since a slow line needs minutes for its file.
 */
export function receiveUploads(maxBytes: number, times: Partial<MultipartOptions> = {}): ApiMiddleware {
  const slots = TransferSlots.forUploads();
  const options = { maxBytes, idleMs: IDLE_MS, totalMs: TOTAL_MS, ...times };
  return async (ctx, next) => {
    if (ctx.request.type.toLowerCase() !== 'multipart/form-data') {
      throw new ApiError('unsupported_media_type', 'Send the file as multipart/form-data.');
    }
    if (Number(ctx.get('Content-Length')) > maxBytes + ENVELOPE_BYTES) throw tooLarge(maxBytes);
    const free = slots.take();
    ctx.state.leavePlace?.();
    ctx.state.isTransfer = true;
    try {
      const reader = new MultipartReader(ctx.req, options);
      try {
        ctx.request.body = await reader.untilFile();
        await next();
      } finally {
        reader.end();
      }
    } finally {
      free();
    }
  };
}
