import { crc32 } from 'node:zlib';

/** A compressed stream and one that only bears the same head ([MS-OXRTFCP] §2.2.1.1). */
const COMPRESSED = 0x75465a4c;
const STORED = 0x414c454d;
const HEADER_BYTES = 16;
/** More is not read. A stream grows to 8 times its length at most. */
const MAX_BYTES = 4 * 1024 * 1024;
const WINDOW = 4096;
const MIN_COPIED = 2;
const ALL_ONES = 0xffff_ffff;
/** The initial content of the window (§2.1.2.1). */
const WINDOW_BEGINS = Buffer.from(
  String.raw`{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
    '\r\n' +
    String.raw`\par \pard\plain\f0\fs20\b\i\u\tab\tx`,
  'latin1',
);

/** Decompresses a `PR_RTF_COMPRESSED` ([MS-OXRTFCP]); null for a broken one. Runs in linear time. */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < HEADER_BYTES) return null;
  const [size, rawSize, kind, checksum] = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  const end = size + 4;
  if (end < HEADER_BYTES || end > bytes.length) return null;
  const content = bytes.subarray(HEADER_BYTES, end);
  if (kind === STORED) return content.subarray(0, Math.min(rawSize, MAX_BYTES));
  if (kind !== COMPRESSED || rtfChecksum(content) !== checksum) return null;
  return inflate(content, Math.min(rawSize, MAX_BYTES));
}

/** CRC-32 that begins with 0 and is not inverted at its end (§3.1.3.2). */
export function rtfChecksum(content: Uint8Array): number {
  return (crc32(content, ALL_ONES) ^ ALL_ONES) >>> 0;
}

/**
 * Each flag byte describes the next eight items: a literal byte, or a position in the window with a length.
 */
function inflate(content: Buffer, rawSize: number): Buffer {
  const window = Buffer.alloc(WINDOW);
  WINDOW_BEGINS.copy(window);
  let here = WINDOW_BEGINS.length;
  const raw = Buffer.alloc(rawSize);
  let length = 0;
  const write = (byte: number) => {
    raw[length] = byte;
    window[here] = byte;
    length += 1;
    here = (here + 1) % WINDOW;
  };
  let at = 0;
  while (at < content.length && length < rawSize) {
    const flags = content[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < content.length && length < rawSize; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        write(content[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 1 >= content.length) return raw.subarray(0, length);
      const copied = content.readUInt16BE(at);
      at += 2;
      const from = copied >> 4;
      if (from === here) return raw.subarray(0, length);
      const count = Math.min((copied & 0xf) + MIN_COPIED, rawSize - length);
      for (let offset = 0; offset < count; offset += 1) write(window[(from + offset) % WINDOW] ?? 0);
    }
  }
  return raw.subarray(0, length);
}
