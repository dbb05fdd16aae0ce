const CHUNK = 64 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const EQUALS = 0x3d;

/**
 * Decodes a Content-Transfer-Encoding (RFC 2045 §6), at most about `max` bytes, in linear time.
 * Invalid bytes are skipped or kept, as mail programs do.
 */
export function decodeTransfer(encoded: Buffer, encoding: string, max = Infinity): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(encoded, max);
    case 'quoted-printable':
      return decodeQuotedPrintable(encoded, max);
    default:
      return encoded.subarray(0, max);
  }
}

/** Chunk by chunk, so that no copy of the text is held. Padding in the middle begins a new run: some programs join encoded files. */
function decodeBase64(encoded: Buffer, max: number): Buffer {
  const decoded = Buffer.allocUnsafe(Math.min(max + CHUNK, Math.ceil(encoded.length / 4) * 3 + 3));
  let length = 0;
  let left = '';
  for (let at = 0; at < encoded.length && length < max; at += CHUNK) {
    const text = left + encoded.toString('latin1', at, at + CHUNK).replaceAll(/[^A-Za-z0-9+/=]+/gu, '');
    const runs = text.split(/=+/u);
    const last = runs.pop() ?? '';
    for (const run of runs) length += decoded.write(run, length, 'base64');
    const whole = last.length - (last.length % 4);
    length += decoded.write(last.slice(0, whole), length, 'base64');
    left = last.slice(whole);
  }
  length += decoded.write(left, length, 'base64');
  return decoded.subarray(0, Math.min(length, max));
}

function decodeQuotedPrintable(encoded: Buffer, max: number): Buffer {
  const decoded = Buffer.allocUnsafe(Math.min(max, encoded.length));
  let length = 0;
  /**
   * The length without white space at the end of the line, which servers may have added (RFC 2045 §6.7, rule 3).
   */
  let visible = 0;
  for (let at = 0; at < encoded.length && length < decoded.length; at += 1) {
    const byte = encoded[at] ?? 0;
    if (byte === EQUALS) {
      const breakEnd = softBreakEnd(encoded, at + 1);
      const value = byteOf(encoded[at + 1], encoded[at + 2]);
      if (breakEnd !== null) {
        at = breakEnd - 1;
        visible = length;
        continue;
      }
      decoded[length] = value ?? byte;
      if (value !== null) at += 2;
    } else {
      if (byte === LF || (byte === CR && encoded[at + 1] === LF)) length = visible;
      decoded[length] = byte;
    }
    length += 1;
    const isBlank = byte === SPACE || byte === TAB;
    if (!isBlank) visible = length;
  }
  return decoded.subarray(0, visible);
}

/** Returns the position after a soft line break, which white space may precede; null for none. */
function softBreakEnd(encoded: Buffer, start: number): number | null {
  let at = start;
  while (encoded[at] === SPACE || encoded[at] === TAB) at += 1;
  if (at >= encoded.length) return at;
  if (encoded[at] === CR && encoded[at + 1] === LF) return at + 2;
  return encoded[at] === LF ? at + 1 : null;
}

function byteOf(high: number | undefined, low: number | undefined): number | null {
  const [first, second] = [digitOf(high), digitOf(low)];
  return first === null || second === null ? null : first * 16 + second;
}

function digitOf(code = 0): number | null {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : null;
}
