import { decodeText } from './charset/decode.js';
import { decodeTransfer } from './transfer-encoding.js';

/** RFC 2047 §2, with common errors: blanks, raw bytes and single question marks within a word. Linear. */
const WORD = /=\?([^?\s=]{1,60})\?([bq])\?((?:[^?=]|=(?!\?(?!=))|\?(?!=))*)\?=/giu;
/** Nothing is shown of the white space between two encoded words (RFC 2047 §6.2). */
const BETWEEN = /^\s*$/u;
/** Japanese headers of old are 7-bit. */
const ESCAPE = '\x1b';
const OURS = /=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/gu;

interface EncodedWord {
  /** Without its language (RFC 2231 §5). */
  readonly charset: string;
  readonly isBase64: boolean;
  content: string;
}

/** A piece of a header line: text, or an encoded word. */
type Piece = string | EncodedWord;

/**
 * A header line with raw bytes read as text, and every encoded word written in UTF-8. Addresses and parameters are taken
 * apart before words are decoded, so the words stay encoded.
 * @param line one character for each byte
 * @param hint the charset of the mail's text
 */
export function readableHeader(line: string, hint: string): string {
  return joinedPieces(piecesOf(line))
    .map((piece) => (typeof piece === 'string' ? rawText(piece, hint) : inUtf8(decodedWord(piece, hint))))
    .join('');
}

/** Decodes the raw bytes of a header line. Encoded words stay unchanged. */
export function rawText(line: string, hint: string): string {
  const isPlain = /^\p{ASCII}*$/u.test(line) && !line.includes(ESCAPE);
  return isPlain ? line : decodeText(Buffer.from(line, 'latin1'), '', hint);
}

/** The words of a line that `readableHeader` has written, decoded. */
export function decodedWords(text: string): string {
  return text.replaceAll(OURS, (_, content: string) => Buffer.from(content, 'base64').toString('utf8'));
}

function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: charset = '', 2: encoding = '', 3: content = '', index } of line.matchAll(WORD)) {
    if (index > end) pieces.push(line.slice(end, index));
    pieces.push({
      charset: charset.split('*', 1)[0] ?? '',
      isBase64: encoding.toLowerCase() === 'b',
      content,
    });
    end = index + whole.length;
  }
  if (end < line.length) pieces.push(line.slice(end));
  return pieces;
}

/** Words that follow each other are put together: programs split them within a character. */
function joinedPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  let blank = '';
  const flushBlank = () => {
    if (blank !== '') joined.push(blank);
    blank = '';
  };
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string') {
      if (BETWEEN.test(piece) && typeof last === 'object') blank = piece;
      else joined.push(piece);
      continue;
    }
    if (typeof last !== 'object') joined.push({ ...piece });
    else if (isAlike(last, piece)) last.content += piece.content;
    else joined.push({ ...piece });
    blank = '';
  }
  flushBlank();
  return joined;
}

function isAlike(one: EncodedWord, other: EncodedWord): boolean {
  return one.isBase64 === other.isBase64 && one.charset.toLowerCase() === other.charset.toLowerCase();
}

function decodedWord({ charset, isBase64, content }: EncodedWord, hint: string): string {
  const bytes = isBase64
    ? decodeTransfer(Buffer.from(content, 'latin1'), 'base64')
    : decodeTransfer(
        Buffer.from(`${content.replaceAll(/[_\s]/gu, ' ').replaceAll(/= +(?=[0-9a-f])/giu, '=')}.`, 'latin1'),
        'quoted-printable',
      ).subarray(0, -1);
  return decodeText(bytes, charset, hint);
}

function inUtf8(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}
