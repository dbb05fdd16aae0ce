import { z } from 'zod';
import { reply } from './route.js';

/** The bytes of a file. */
export const fileSchema = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .meta({ type: 'string', format: 'binary' });

interface FileLabel {
  readonly type: string;
  readonly name: string;
}

/** What a name may not hold in a header, or on somebody's disk. */
const UNSAFE = /[^\w.-]+/gu;

/** A file to be saved: no browser shows or runs it. */
export function fileReply(bytes: Uint8Array, { type, name }: FileLabel) {
  return reply(200, bytes, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name.replaceAll(UNSAFE, '_')}"`,
  });
}
