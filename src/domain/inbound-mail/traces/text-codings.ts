import { decodeText } from './bytes-as-text.js';

/* The ways in which mail programs, gateways and people write text or bytes as other text. All take linear time. */

/** Removes quote marks and indentation: encoded lines are quoted like any other. */
export function unprefixed(text: string): string {
  return text.replaceAll(/^[ \t>|]{1,60}/gmu, '');
}

/** Decodes quoted-printable (RFC 2045 §6.7). Returns other text unchanged. */
export function unquoted(text: string): string {
  if (!/[=](?:[0-9a-f]{2}|\r?\n)/iu.test(text)) return text;
  const joined = text.replaceAll(/=[ \t]{0,20}\r?\n/gu, '');
  return joined.replaceAll(/(?:=[0-9a-f]{2})+/giu, bytesOf);
}

/** Decodes escapes of JSON and programming languages. Returns other text unchanged. */
export function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([/nrt]))/giu,
    (_, unicode: string | undefined, hex: string | undefined, letter: string | undefined) => {
      const code = unicode ?? hex;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return letter === '/' ? '/' : '\n';
    },
  );
}

/** Decodes the encoded words of headers (RFC 2047). Returns other text unchanged. */
export function encodedWords(text: string): string {
  return text.replaceAll(
    /=\?[\w*-]{1,40}\?([bq])\?([^?\s]{1,200})\?=(?:\s{1,10}(?==\?))?/giu,
    (_, coding: string, word: string) =>
      coding.toLowerCase() === 'b' ? decodeText(unbased(word)) : unquoted(word.replaceAll('_', ' ')),
  );
}

/** Fewer characters hold nothing that anybody looks for. */
const MIN_BASE64 = 32;
/** Shorter ones are read together: there may be very many. */
const LONG_BYTES = 2_048;
const LINE_BREAK = Uint8Array.of(0x0a);

/**
 * Yields the base64 contents of a text, with any alphabet and line length (RFC 4648 §4 and §5):
 * long blocks one by one, then the others.
 */
export function* base64Blocks(text: string): Generator<Uint8Array> {
  const short: Uint8Array[] = [];
  for (const block of decodedBlocks(text)) {
    if (block.length >= LONG_BYTES) yield block;
    else short.push(block, LINE_BREAK);
  }
  if (short.length > 0) yield concatenated(short);
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A first line of fewer digits begins no block. */
const MIN_FIRST_LINE = 8;
const MAX_TRAILING_BLANKS = 4;

/** Not by a regular expression: on megabytes without a break, V8's run out of stack. */
function* decodedBlocks(text: string): Generator<Uint8Array> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const firstEnd = endOfDigits(text, start);
    at = firstEnd + 1;
    if (firstEnd - start < MIN_FIRST_LINE) continue;
    let end = firstEnd;
    for (let next = lineAfter(text, end); next !== null; next = lineAfter(text, end)) {
      const nextEnd = endOfDigits(text, next);
      if (nextEnd === next) break;
      end = nextEnd;
    }
    at = end + 1;
    if (end - start < MIN_BASE64) continue;
    yield unbased(text.slice(start, end));
    // A word directly above is not part of it, and would shift the rest.
    const first = firstEnd - start;
    if (firstEnd < end && first % 4 !== 0) yield unbased(text.slice(firstEnd, end));
  }
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && (DIGITS[text.charCodeAt(at)] ?? 0xff) !== 0xff) at += 1;
  return at;
}

/**
 * Returns the start of the next line, if only blanks remain on this one; null otherwise, or for the last line.
 */
function lineAfter(text: string, end: number): number | null {
  let at = end;
  while (at < end + MAX_TRAILING_BLANKS && (text[at] === ' ' || text[at] === '\t')) at += 1;
  if (text[at] === '\r') at += 1;
  return text[at] === '\n' ? at + 1 : null;
}

const DIGITS = new Uint8Array(128).fill(0xff);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let value = 0; value < ALPHABET.length; value += 1) DIGITS[ALPHABET.charCodeAt(value)] = value;
DIGITS['-'.charCodeAt(0)] = 62;
DIGITS['_'.charCodeAt(0)] = 63;

/** Ignores characters that are not digits. */
function unbased(digits: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4) + 1);
  let length = 0;
  let group = 0;
  let bits = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const value = DIGITS[digits.charCodeAt(at)] ?? 0xff;
    if (value === 0xff) continue;
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (group >> bits) & 0xff;
    length += 1;
  }
  return bytes.subarray(0, length);
}

const UU_BEGIN = /^begin [0-7]{3,4} .{1,200}\r?\n/gmu;
const UU_LINE = /[!-M][ -`]{1,84}\r?\n/uy;

/** Yields the uuencoded files in a text (POSIX). */
export function* uuencoded(text: string): Generator<Uint8Array> {
  for (const begin of text.matchAll(UU_BEGIN)) {
    const lines: Uint8Array[] = [];
    let at = begin.index + begin[0].length;
    for (let line = uuLineAt(text, at); line !== null; line = uuLineAt(text, at)) {
      lines.push(uudecodedLine(line.replace(/\r?\n$/u, '')));
      at += line.length;
    }
    if (lines.length > 0) yield concatenated(lines);
  }
}

function uuLineAt(text: string, at: number): string | null {
  UU_LINE.lastIndex = at;
  return UU_LINE.exec(text)?.[0] ?? null;
}

/** The first character is the number of bytes. Four of the others are three bytes. */
function uudecodedLine(line: string): Uint8Array {
  const value = (at: number) => (line.charCodeAt(at) - 32) & 63;
  const bytes = new Uint8Array(line.length);
  for (let at = 1, to = 0; at + 1 < line.length; at += 4, to += 3) {
    const group = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3);
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bytes.subarray(0, line === '' ? 0 : value(0));
}

/** Most escapes are one ASCII character. */
function bytesOf(escaped: string): string {
  const first = Number.parseInt(escaped.slice(1, 3), 16);
  if (escaped.length === 3 && first < 0x80) return String.fromCharCode(first);
  return decodeText(Uint8Array.from(escaped.slice(1).split('='), (pair) => Number.parseInt(pair, 16)));
}
