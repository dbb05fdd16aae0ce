import { wellFormed } from '../../domain/inbound-mail/text/clean-line.js';
import { decodedWords, readableHeader } from './header-text.js';
import { lineText } from './mail-text.js';
import { firstValue, headerValue, headLines } from './mime-head.js';
import type { MimePart } from './mime-structure.js';
import { decodeTransfer } from './transfer-encoding.js';

/** Characters of one header. */
const MAX_VALUE = 16_000;
/**
 * Maximum head of a nested mail that is read for its subject.
 * Without it, the mail gets a default name.
 */
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_SUBJECT = 150;
const MAIL_TYPES = ['message/rfc822', 'message/global', 'message/news'];
/** Base64 with line breaks makes a head this much longer. */
const ENCODED_SHARE = 2;

/** Returns the file name of a part, or the subject of a nested mail; empty for none. */
export function partName(raw: Buffer, part: MimePart, hint: string): string {
  const { head } = part;
  return (
    parameterOf(head, 'content-disposition', 'filename', hint) ||
    parameterOf(head, 'content-type', 'name', hint) ||
    subjectName(raw, part, hint)
  );
}

function parameterOf(head: readonly string[], header: string, parameter: string, hint: string): string {
  const line = readableHeader(firstValue(head, header, MAX_VALUE), hint);
  return decodedWords(headerValue(line).parameters.get(parameter) ?? '').trim();
}

function subjectName(raw: Buffer, { type, encoding, start, end }: MimePart, hint: string): string {
  if (!MAIL_TYPES.includes(type)) return '';
  const encoded = raw.subarray(start, Math.min(end, start + ENCODED_SHARE * MAX_HEAD_BYTES));
  const [head = ''] = decodeTransfer(encoded, encoding, MAX_HEAD_BYTES)
    .toString('latin1')
    .replace(/^\s+/u, '')
    .split(/\r?\n\r?\n/u, 1);
  const subject = decodedWords(readableHeader(firstValue(headLines(head), 'subject', MAX_VALUE), hint));
  const name = wellFormed(
    lineText(subject)
      .slice(0, MAX_SUBJECT)
      .replace(/\p{Cs}$/u, ''),
  ).trim();
  return name === '' ? '' : `${name}.eml`;
}
