import { attributionEndingAt } from './attribution.js';
import { isForwarding } from './forwarding.js';
import { isHeaderBlock } from './header-block.js';
import { withPlainMarks } from './initials.js';
import { plainLine } from './plain-line.js';
import { EXACT_DELIMITER, trimmed, withoutRule, withoutSignature } from './signature.js';

/**
 * Returns the new text of staff in an answer, without any quote, even if nothing remains.
 * Mails to staff contain text that requesters must not read.
 */
export function writtenByStaff(text: string, ours: readonly string[]): string {
  const unquoted = withoutQuotes(withPlainMarks(linesOf(text)), ours).filter((line) => !line.startsWith('>'));
  return withoutSignature(unquoted, EXACT_DELIMITER.test(text)).join('\n');
}

/**
 * Returns the new text of an answer, without quotes and signature.
 * Answers between quoted lines keep the quote, because they mean nothing without it. Forwarded text is kept. If
 * nothing would remain, all text is kept. Runs in linear time.
 * @param ours addresses of this help desk, in lower case
 */
export function writtenInAnswer(text: string, ours: readonly string[]): string {
  const lines = withPlainMarks(linesOf(text));
  const unquoted = withoutQuotes(lines, ours);
  const unsigned = withoutSignature(unquoted, EXACT_DELIMITER.test(text));
  // A quote above the signature stands below all that is said. What is forwarded stays whole.
  const written = unquoted === lines ? unsigned : withoutMarked(unsigned);
  return (written.length > 0 ? written : trimmed(lines)).join('\n');
}

/**
 * Returns the text of a first mail:
 * all of it, because its quotes and forwarded text exist nowhere else.
 */
export function writtenFirst(text: string): string {
  return trimmed(linesOf(text)).join('\n');
}

function linesOf(text: string): readonly string[] {
  return text
    .replaceAll('\r', '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd());
}

function withoutQuotes(lines: readonly string[], ours: readonly string[]): readonly string[] {
  const plain = lines.map(plainLine);
  let isInQuote = false;
  for (let index = 0; index < lines.length; index += 1) {
    if (isForwarding(plain, index, ours)) return lines;
    if (isHeaderBlock(plain, index, ours)) return withoutRule(lines.slice(0, index));
    // Text quoted within a quote is removed or kept with it.
    const count = isInQuote ? 0 : attributionEndingAt(plain, index, ours);
    if (count > 0) return aroundQuote(lines.slice(0, index + 1 - count), lines.slice(index + 1));
    isInQuote ||= (lines[index] ?? '').startsWith('>');
  }
  return withoutMarked(trimmed(lines));
}

/** Text above an attribution and below its quote. An unmarked quote has no end. */
function aroundQuote(above: readonly string[], below: readonly string[]): readonly string[] {
  const [before, quoted] = [withoutRule(above), trimmed(below)];
  const after = quoted[0]?.startsWith('>') === true ? withoutMarked(quoted) : [];
  return before.length > 0 && after.length > 0 ? [...before, '', ...after] : [...before, ...after];
}

/** Removes a marked quote that is above or below all other text. */
function withoutMarked(lines: readonly string[]): readonly string[] {
  const isSaid = (line: string) => line.trim() !== '' && !line.startsWith('>');
  const first = lines.findIndex(isSaid);
  if (first < 0) return [];
  const last = lines.findLastIndex(isSaid);
  const inner = lines.slice(first, last + 1);
  const isInterleaved = first > 0 && inner.some((line) => line.startsWith('>'));
  return isInterleaved ? lines.slice(0, last + 1) : inner;
}
