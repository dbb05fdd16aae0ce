import iconv from 'iconv-lite';
import { wellFormed } from '../../../domain/inbound-mail/text/clean-line.js';
import { codecOf } from './labels.js';
import { decodeShifted, shiftsToJapanese } from './shifted.js';
import { decodeUtf7 } from './utf7.js';
import { repairedUtf8, strictUtf8 } from './utf8.js';

/** The replacement of a decoder for invalid bytes. */
const REPLACEMENT = '\ufffd';
/** Windows-1252 differs from Latin-1 in these. It is what old programs write without saying so. */
const OWN_TO_WINDOWS = /[\u0080-\u009f]/gu;
const WINDOWS_1252 = iconv.decode(
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  'windows-1252',
);

/** Charsets that programs confuse with each other. */
const CONFUSED: ReadonlyMap<string, readonly string[]> = new Map([
  ['iso-2022-jp', ['shift_jis', 'euc-jp']],
  ['shift_jis', ['euc-jp']],
  ['euc-jp', ['shift_jis']],
]);
/** Two bytes of them may look like a character of UTF-8. */
const TWO_BYTES = ['gb18030', 'big5-hkscs', 'cp949', 'shift_jis', 'euc-jp'];
/** The library reads some of their letters as older systems did. */
const BY_NODE = ['macintosh', 'x-mac-cyrillic'];
const SHIFTED = ['iso-2022-jp', 'iso-2022-kr', 'iso-2022-cn', 'hz'];
/** In these ASCII characters are not bytes of their own. */
const WIDE = /^utf-(?:16|32)/u;

const BYTE_ORDER_MARKS: readonly (readonly [mark: Buffer, codec: string])[] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe, 0, 0]), 'utf-32le'],
  [Buffer.from([0, 0, 0xfe, 0xff]), 'utf-32be'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
];

/**
 * Decodes bytes with the charset of a mail, by the WHATWG Encoding Standard.
 * It corrects a wrong or missing label if the bytes show it. The result has no unpaired surrogates. Runs in linear
 * time.
 * @param label the label of the mail; empty for none
 * @param hint the label of other texts of the mail, for unlabelled bytes
 */
export function decodeText(bytes: Buffer, label: string, hint = ''): string {
  return wellFormed(decoded(bytes, codecOf(label), hint));
}

/** Returns true for a label of a charset other than UTF-8 in which ASCII characters are ASCII bytes. */
export function isHint(label: string): boolean {
  const codec = codecOf(label);
  return codec !== null && codec !== 'utf-8' && codec !== 'utf-7' && !WIDE.test(codec);
}

function decoded(bytes: Buffer, codec: string | null, hint: string): string {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark));
  if (marked !== undefined) return decodeBy(bytes, marked[1]);
  if (codec !== null && WIDE.test(codec)) return wideText(bytes, codec);
  if (shiftsToJapanese(bytes)) return decodeBy(bytes, 'iso-2022-jp');
  if (codec === null || codec === 'utf-8')
    return utf8Text(bytes, codec === null && isHint(hint) ? codecOf(hint) : null);
  return correctedText(bytes, codec);
}

function correctedText(bytes: Buffer, codec: string): string {
  const text = decodeBy(bytes, codec);
  return isGarbled(text) || isBeyond7Bit(bytes, codec) ? (corrected(bytes, codec) ?? text) : text;
}

/** UTF-16 and UTF-32 have a zero byte in every line break. Text without one only bears their label. */
function wideText(bytes: Buffer, codec: string): string {
  const narrow = bytes.includes(0) ? null : strictUtf8(bytes);
  return narrow ?? decodeBy(bytes, codec);
}

function utf8Text(bytes: Buffer, hint: string | null): string {
  const utf8 = strictUtf8(bytes);
  const isDoubtful =
    hint !== null && (utf8 === null || (TWO_BYTES.includes(hint) && !/[\u0800-\u{10ffff}]/u.test(utf8)));
  const hinted = hint !== null && isDoubtful ? correctedText(bytes, hint) : null;
  if (hinted !== null && !isGarbled(hinted)) return hinted;
  return utf8 ?? repairedUtf8(bytes, windowsText);
}

/** Returns the text in another charset in which the bytes are valid; null without one. */
function corrected(bytes: Buffer, codec: string): string | null {
  const others = (CONFUSED.get(codec) ?? []).map((other) => () => decodeBy(bytes, other));
  for (const read of [() => strictUtf8(bytes), ...others]) {
    const text = read();
    if (text !== null && !isGarbled(text)) return text;
  }
  return null;
}

function decodeBy(bytes: Buffer, codec: string): string {
  if (SHIFTED.includes(codec)) return decodeShifted(bytes, codec);
  if (BY_NODE.includes(codec)) return new TextDecoder(codec).decode(bytes);
  if (codec === 'utf-7') return decodeUtf7(bytes);
  if (codec === 'utf-8') return bytes.toString('utf8').replace(/^\ufeff/u, '');
  return iconv.decode(bytes, codec);
}

/** Faster than the library for short pieces, of which a hostile text has many. */
function windowsText(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(OWN_TO_WINDOWS, (sign) => WINDOWS_1252[sign.charCodeAt(0)] ?? REPLACEMENT);
}

function isGarbled(text: string): boolean {
  return text.includes(REPLACEMENT);
}

/** Returns true if a seven-bit charset has eight-bit bytes: its label is wrong. */
function isBeyond7Bit(bytes: Buffer, codec: string): boolean {
  return SHIFTED.includes(codec) && bytes.some((byte) => byte >= 0x80);
}
