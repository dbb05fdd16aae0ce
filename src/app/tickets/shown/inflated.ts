import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { latin1 } from '../../../domain/inbound-mail/traces/bytes-as-text.js';
import { zipEntries } from '../../../domain/inbound-mail/traces/zip-entries.js';

/** More is not looked into: the text of a document of some thousand pages is less. */
const MAX_BYTES = 20 * 1024 * 1024;
/** A longer stream of a PDF is a picture. */
const MAX_STREAM_BYTES = 2 * 1024 * 1024;
const MAX_STREAMS = 5_000;

/**
 * Returns the decompressed content of an archive (ZIP, gzip), an office document, or a PDF; empty for other files.
 * Null for an archive that cannot be read to its end.
 */
export function inflate(content: Uint8Array): readonly Uint8Array[] | null {
  const start = latin1(content.subarray(0, 5));
  if (start.startsWith('PK')) return entriesOf(content);
  if (start.startsWith('\x1f\x8b')) return gunzip(content);
  return start === '%PDF-' ? streamsOf(content) : [];
}

function gunzip(content: Uint8Array): readonly Uint8Array[] | null {
  const part = attempt(() => gunzipSync(content, { maxOutputLength: MAX_BYTES }));
  return part === null ? null : [part];
}

function entriesOf(content: Uint8Array): readonly Uint8Array[] | null {
  const parts: Uint8Array[] = [];
  let left = MAX_BYTES;
  for (const { isDeflated, content: stored } of zipEntries(content) ?? []) {
    const part = isDeflated ? attempt(() => inflateRawSync(stored, { maxOutputLength: left })) : stored;
    if (part === null || part.length >= left) return null;
    left -= part.length;
    parts.push(part);
  }
  return parts;
}

/** This is limited: a PDF may draw its letters in any way. Links are readable. */
function streamsOf(content: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let left = MAX_BYTES;
  let count = 0;
  for (const { index, 0: mark } of latin1(content).matchAll(/\bstream\r?\n/gu)) {
    count += 1;
    const maxOutputLength = Math.min(left, MAX_STREAM_BYTES);
    if (count > MAX_STREAMS || maxOutputLength <= 0) break;
    const stream = content.subarray(index + mark.length);
    const part = attempt(() => inflateSync(stream, { maxOutputLength }));
    if (part === null) continue;
    left -= part.length;
    parts.push(part);
  }
  return parts;
}

/** Null for what is not deflated, is damaged, or has more in it than is wanted. */
function attempt(inflate: () => Uint8Array): Uint8Array | null {
  try {
    return inflate();
  } catch {
    return null;
  }
}
