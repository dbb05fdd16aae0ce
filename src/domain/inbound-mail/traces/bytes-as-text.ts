const CHUNK = 8_192;

/** Bytes as the text that they most likely are: UTF-16 by its mark or its zeros, else UTF-8. Never fails. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(charsetOf(bytes)).decode(bytes);
}

function charsetOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 512);
  const zeros = (parity: number) => head.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > head.length / 4 && even < head.length / 16) return 'utf-16le';
  return even > head.length / 4 && odd < head.length / 16 ? 'utf-16be' : 'utf-8';
}

/** Each byte as one character. */
export function latin1(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return chunks.join('');
}

/** The number and size of the samples of a text. */
const SAMPLES = 16;
const SAMPLE_LENGTH = 512;
/** More of it that no text has: what is no text. */
const MAX_STRANGE = 0.02;

/** Returns true for decoded bytes that are not text: a picture, a program, a compressed file. */
export function isBinary(text: string): boolean {
  const step = Math.max(SAMPLE_LENGTH, Math.floor(text.length / SAMPLES));
  let looked = 0;
  let strange = 0;
  for (let at = 0; at < text.length; at += step) {
    const sample = text.slice(at, at + SAMPLE_LENGTH);
    looked += sample.length;
    strange += Array.from(sample, isStrange).filter(Boolean).length;
  }
  return strange > looked * MAX_STRANGE;
}

/** A control character that no text has, except the escapes of ISO 2022, or an invalid character. */
function isStrange(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 0x09 || (code > 0x0d && code < 0x20 && code !== 0x1b) || code === 0xfffd;
}

/** Shorter runs are chance. */
const MIN_RUN = 6;

/** Returns the ASCII texts in binary data, also in UTF-16, one on each line. */
export function printableRuns(bytes: Uint8Array): string {
  const kept = new Uint8Array(bytes.length + 1);
  let end = 0;
  let start = 0;
  for (const byte of bytes) {
    // Every second byte of UTF-16.
    if (byte === 0) continue;
    if (isPrintable(byte)) {
      kept[end] = byte;
      end += 1;
    } else if (end - start < MIN_RUN) {
      end = start;
    } else {
      kept[end] = 0x0a;
      end += 1;
      start = end;
    }
  }
  return latin1(kept.subarray(0, end));
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
