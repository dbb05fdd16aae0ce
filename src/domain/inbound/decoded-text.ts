/** What lies in base64 may hold base64 again, as a mail within a mail does. */
const MAX_DEPTH = 3;
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

/**
 * All that somebody may read in these bytes, one reading after the other: as they are, without markup, and what lies in
 * them as quoted-printable or base64. Each takes time in proportion to their number.
 */
export function* readings(bytes: Uint8Array): Generator<string> {
  const text = decodeText(bytes);
  yield* readingsOf(text, MAX_DEPTH);
  // What is no text may hold some, in UTF-16 as well.
  if (text.includes('\0')) yield latin1(bytes).replaceAll('\0', '');
}

function* readingsOf(text: string, depth: number): Generator<string> {
  yield text;
  const plain = /&[#a-z]/iu.test(text) ? withoutEntities(text) : text;
  if (plain !== text) yield plain;
  if (plain.includes('<')) yield plain.replaceAll(/<[^<>]{0,10000}>/gu, '');
  if (depth === 0) return;
  if (/[=](?:[0-9a-f]{2}|\r?\n)/iu.test(text)) yield* readingsOf(unquoted(text), 0);
  for (const [block] of text.matchAll(/[A-Za-z0-9+/]{40,}(?:\r?\n[A-Za-z0-9+/]{1,200})*/gu)) {
    yield* readingsOf(decodeText(unbased(block)), depth - 1);
  }
}

/** RFC 2045 §6.7. */
function unquoted(text: string): string {
  const joined = text.replaceAll(/=[ \t]{0,20}\r?\n/gu, '');
  return joined.replaceAll(/(?:=[0-9a-f]{2})+/giu, (escaped) =>
    decodeText(Uint8Array.from(escaped.slice(1).split('='), (hex) => Number.parseInt(hex, 16))),
  );
}

/** RFC 2045 §6.8, as far as it goes in whole groups. */
function unbased(block: string): Uint8Array {
  const digits = block.replaceAll(/\r?\n/gu, '');
  const binary = atob(digits.slice(0, digits.length - (digits.length % 4)));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z])(acute|grave|circ|tilde|uml|cedil)|(amp|lt|gt|quot|apos|nbsp|szlig|rsquo));/giu;
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  szlig: 'ß',
  rsquo: '’',
};

function withoutEntities(text: string): string {
  const plain = (entity: string, decimal = '', hex = '', letter = '', mark = '', name = '') => {
    const code = decimal === '' ? Number.parseInt(hex, 16) : Number(decimal);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    if (letter === '') return NAMED[name.toLowerCase()] ?? entity;
    return `${letter}${MARKS[mark.toLowerCase()] ?? ''}`;
  };
  return text.replaceAll(ENTITY, plain).normalize('NFC');
}
