import { attributionEndingAt } from './attribution.js';
import { isForwarding } from './forwarding.js';
import { isHeaderBlock } from './header-block.js';
import { withPlainMarks } from './initials.js';
import { plainLine } from './plain-line.js';
import { EXACT_DELIMITER, trimmed, withoutRule, withoutSignature } from './signature.js';

/**
 * What staff have written in answer to a mail: nothing of what they quote, even where nothing else is there, since mails to
 * staff hold what requesters must not read.
 */
export function writtenByStaff(text: string, ours: readonly string[]): string {
  const unquoted = withoutQuotes(withPlainMarks(linesOf(text)), ours).filter((line) => !line.startsWith('>'));
  return withoutSignature(unquoted, EXACT_DELIMITER.test(text)).join('\n');
}

/**
 * What somebody has written in answer to a mail: without what they quote and without their signature. Answers between
 * the lines of a quote keep the quote, as they mean nothing without it; what is forwarded stays whole. All of it where
 * nothing would be left. Takes time in proportion to the text.
 * @param ours the addresses of this desk, in lower case
 */
export function writtenInAnswer(text: string, ours: readonly string[]): string {
  const lines = withPlainMarks(linesOf(text));
  const unquoted = withoutQuotes(lines, ours);
  const unsigned = withoutSignature(unquoted, EXACT_DELIMITER.test(text));
  // A quote above the signature stands below all that is said. What is forwarded stays whole.
  const written = unquoted === lines ? unsigned : withoutMarked(unsigned);
  return (written.length > 0 ? written : trimmed(lines)).join('\n');
}

/** What somebody has written to begin with: all of it, since what it quotes or forwards is known from nowhere else. */
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
    // What is quoted within a quote goes, or stays, with it.
    const count = isInQuote ? 0 : attributionEndingAt(plain, index, ours);
    if (count > 0) return aroundQuote(lines.slice(0, index + 1 - count), lines.slice(index + 1));
    isInQuote ||= (lines[index] ?? '').startsWith('>');
  }
  return withoutMarked(trimmed(lines));
}

/** What stands above an attribution, and below the quote that it introduces. Without marks the quote has no end. */
function aroundQuote(above: readonly string[], below: readonly string[]): readonly string[] {
  const [before, quoted] = [withoutRule(above), trimmed(below)];
  const after = quoted[0]?.startsWith('>') === true ? withoutMarked(quoted) : [];
  return before.length > 0 && after.length > 0 ? [...before, '', ...after] : [...before, ...after];
}

/** A marked quote is gone where it stands above or below all that is said. */
function withoutMarked(lines: readonly string[]): readonly string[] {
  const isSaid = (line: string) => line.trim() !== '' && !line.startsWith('>');
  const first = lines.findIndex(isSaid);
  if (first < 0) return [];
  const last = lines.findLastIndex(isSaid);
  const inner = lines.slice(first, last + 1);
  const isInterleaved = first > 0 && inner.some((line) => line.startsWith('>'));
  return isInterleaved ? lines.slice(0, last + 1) : inner;
}
