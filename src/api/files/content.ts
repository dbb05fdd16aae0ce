import { isShownInline } from '../../domain/files/stored-file.js';
import { ApiError } from '../http/api-error.js';
import { Download } from './download.js';
import { disposition } from '../http/file.js';
import { reply } from '../http/route.js';
import type { TransferSlots } from './transfer-slots.js';
import type { FileRepository } from '../../ports/files/files.js';

/** Types of the answers with contents. Everything but pictures is bytes to be saved. */
export const CONTENT_TYPES = [
  'application/octet-stream',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
] as const;

interface Content {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** No script runs, and nothing is loaded, should a browser show it in spite of all. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * The content of a file, or the range of it that is asked for (RFC 9110, section 14). Several ranges get all of it.
 * @throws ApiError `range_not_satisfiable`
 */
export async function contentReply(
  { files, slots }: { readonly files: Pick<FileRepository, 'open'>; readonly slots: TransferSlots },
  { id, name, type, sizeBytes }: Content,
  rangeHeader: string | undefined,
) {
  const isInline = isShownInline(type);
  const range = rangeIn(rangeHeader, sizeBytes);
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  const free = slots.take();
  const headers = {
    'Content-Type': isInline ? type : 'application/octet-stream',
    'Content-Disposition': disposition(isInline ? 'inline' : 'attachment', name),
    'Content-Security-Policy': SANDBOX,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(end + 1 - start),
  };
  const body = new Download(await files.open(id, { start, end }), free);
  if (range === null) return reply(200, body, headers);
  return reply(206, body, { ...headers, 'Content-Range': `bytes ${start}-${end}/${sizeBytes}` });
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/u;

function rangeIn(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | null {
  const [, first = '', last = ''] = ONE_RANGE.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return null;
  if (start < size && start <= end) return { start, end };
  throw new ApiError('range_not_satisfiable', `The file has ${size} bytes.`, {
    'Content-Range': `bytes */${size}`,
  });
}
