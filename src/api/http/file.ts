import { z } from 'zod';
import { reply } from './route.js';

/** The bytes of a file. */
export const fileSchema = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .meta({ type: 'string', format: 'binary' });

/** The bytes of a file that is too large for memory: they come a part at a time. */
export const streamedFileSchema = z
  .custom<AsyncIterable<Uint8Array>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  )
  .meta({ type: 'string', format: 'binary' });

interface FileLabel {
  readonly type: string;
  readonly name: string;
}

/** Characters that are unsafe in a header or in a file name on disk. */
const UNSAFE = /[^\w.-]+/gu;

/** A file to be saved: no browser shows or runs it. */
export function fileReply<B>(bytes: B, { type, name }: FileLabel) {
  return reply(200, bytes, { 'Content-Type': type, 'Content-Disposition': disposition('attachment', name) });
}

/** Programs that know RFC 6266 give it its name, others one in plain letters. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(UNSAFE, '_');
  const whole = encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '_')).replaceAll(
    /['()*]/gu,
    percentEncoded,
  );
  return `${kind}; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${whole}`}`;
}

/** RFC 8187 §3.2.1 takes fewer characters than `encodeURIComponent` leaves. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
