import { isEmailAddress } from '../../email-address.js';
import { cleanLine } from './clean-line.js';
import { isForwarding } from './forwarding.js';
import { isHeaderBlock } from './header-block.js';
import { headerKindOf, type HeaderKind } from '../header-names.js';
import type { MailAddress } from '../parsed-mail.js';
import { plainLine } from './plain-line.js';

/** A forwarded mail, by the headers that the mail program put above it. */
export interface ForwardedMail {
  readonly author: MailAddress;
  /** Empty if the headers name none. */
  readonly subject: string;
  readonly text: string;
  /** The text above it. */
  readonly comment: string;
}

/** A block of headers is no longer, blank and continued lines counted. */
const MAX_BLOCK_LINES = 40;
/** Blank lines above the first header. */
const MAX_GAP = 3;
const MAX_NAME_LENGTH = 100;
/** A longer line is text of a person. */
const MAX_LINE = 1_000;

/** The prefixes of forwarded mails. "VS:" of Danish and Norwegian Outlook is an answer in Finnish. */
const FORWARD_PREFIX =
  /^\s*(?:fw|fwd|wg|wtr|tr|rv|enc|vb|vl|vs|i|pd|doorst|fwr|továbbítás|ílt|ilt|i̇lt|πρθ|απ|trs|chuyển tiếp|пересл|переслать|转发|轉寄|转|轉|転送|전달|הועבר|إعادة توجيه|अग्रेषित)\s*(?:\[\d{1,3}\])?\s*[:：]/iu;
const FINNISH_ANSWER = /^\s*vs\s*:/iu;
const FINNISH_SENDER = /^[\s>*_]*Lähettäjä\s*[:：]/iu;

const ADDRESS = /[^\s<>"'()[\],;:@]{1,64}@[^\s<>"'()[\],;:@]{1,255}/gu;

/** Returns true for a subject that marks a forwarded mail. */
export function isForwardSubject(subject: string): boolean {
  return FORWARD_PREFIX.test(subject);
}

/**
 * Returns the forwarded mail in a text:
 * below a line that marks it, or below a header block if the subject marks it. Null without one, or if its headers do
 * not name exactly one author by an address.
 * @param ours addresses of this help desk, in lower case
 */
export function forwardedIn(
  { subject, text }: { readonly subject: string; readonly text: string },
  ours: readonly string[],
): ForwardedMail | null {
  const lines = text.replaceAll('\r', '').replaceAll('\u00a0', ' ').split('\n');
  const plain = lines.map(plainLine);
  for (let index = 0; index < lines.length; index += 1) {
    const isMarked = isForwarding(plain, index, ours);
    if (!isMarked && !isHeaderBlock(plain, index, ours)) continue;
    if (!isMarked && !isPassedOn(subject, plain[firstHeader(plain, index)] ?? '')) return null;
    return forwardedAt(lines, plain, index);
  }
  return null;
}

function isPassedOn(subject: string, firstLine: string): boolean {
  const isAnswer = FINNISH_ANSWER.test(subject) && FINNISH_SENDER.test(firstLine);
  return isForwardSubject(subject) && !isAnswer;
}

/** Returns the index of the first header: this line, or one below the line above the block. */
function firstHeader(plain: readonly string[], index: number): number {
  if (headerKindOf(plain[index] ?? '') !== null) return index;
  const below = plain
    .slice(index + 1, index + 2 + MAX_GAP)
    .findIndex((line) => line.replaceAll('>', '').trim() !== '');
  return index + 1 + Math.max(below, 0);
}

function forwardedAt(
  lines: readonly string[],
  plain: readonly string[],
  index: number,
): ForwardedMail | null {
  const { values, end } = readBlock(plain, firstHeader(plain, index));
  const author = authorIn(values.get('from') ?? '');
  if (author === null) return null;
  return {
    author,
    subject: cleanLine(values.get('subject') ?? ''),
    text: unmarked(lines.slice(end)),
    comment: lines.slice(0, index).join('\n').trim(),
  };
}

/** The headers of the block, the first of each kind, and the line after it. */
function readBlock(
  plain: readonly string[],
  start: number,
): { readonly values: ReadonlyMap<HeaderKind, string>; readonly end: number } {
  const values = new Map<HeaderKind, string>();
  let end = start;
  let last: HeaderKind | null = null;
  for (let index = start; index < Math.min(plain.length, start + MAX_BLOCK_LINES); index += 1) {
    const line = (plain[index] ?? '').slice(0, MAX_LINE);
    const kind = headerKindOf(line);
    const isNew = kind !== null && (kind === 'other' || !values.has(kind));
    if (kind !== null && !isNew) break;
    if (kind !== null) {
      values.set(kind, values.get(kind) ?? valueOf(line));
      last = kind;
    } else if (isBlank(line)) {
      if (isComplete(values)) return { values, end: index + 1 };
      continue;
    } else if (last !== null && isContinued(line, last)) {
      values.set(last, `${values.get(last) ?? ''} ${valueOf(`:${line}`)}`);
    } else break;
    end = index + 1;
  }
  return { values, end };
}

/** Some programs draw a blank line between two headers; below the last one the text begins. */
function isComplete(values: ReadonlyMap<HeaderKind, string>): boolean {
  return values.has('from') && values.has('subject');
}

/** A long list of recipients, a subject or a name continues in the next line. */
function isContinued(line: string, last: HeaderKind): boolean {
  if (last === 'to' || last === 'other') return /^[\s>]*\S*@|[;,]\s*$|^[\s>]+\S.*[<@;]/u.test(line);
  if (last === 'from') return /^[\s>]*<?[^\s<>]+@[^\s<>]+>?\s*$/u.test(line);
  return /^[ \t]+\S/u.test(line);
}

function isBlank(line: string): boolean {
  return line.replaceAll('>', '').trim() === '';
}

function valueOf(line: string): string {
  return line
    .slice(line.search(/[:：]/u) + 1)
    .replaceAll(/^[\s*_>]+|[\s*_]+$/gu, '')
    .trim();
}

/**
 * Returns the only mailbox of a `From`: `Kim <k@c.example>`, `Kim [mailto:k@c.example]`, or the address alone.
 * Null for none or several.
 */
function authorIn(value: string): MailAddress | null {
  const found = (value.match(ADDRESS) ?? []).map((address) =>
    address
      .toLowerCase()
      .replace(/^mailto:/u, '')
      .replace(/[.>*_]+$/u, ''),
  );
  const [address, ...others] = [...new Set(found)];
  if (address === undefined || others.length > 0 || !isEmailAddress(address)) return null;
  const before = value.slice(0, value.toLowerCase().indexOf(address));
  const name = before.replaceAll(/mailto:|[<>[\]("*_]/giu, ' ').replaceAll(/^[\s']+|[\s',]+$/gu, '');
  return { name: cleanLine(name, MAX_NAME_LENGTH), address };
}

/** Apple Mail marks every line of what it passes on. */
function unmarked(lines: readonly string[]): string {
  const said = lines.filter((line) => line.trim() !== '');
  const isMarked = said.length > 0 && said.every((line) => line.startsWith('>'));
  const bare = isMarked ? lines.map((line) => line.replace(/^> ?/u, '')) : lines;
  return bare.join('\n').trim();
}
