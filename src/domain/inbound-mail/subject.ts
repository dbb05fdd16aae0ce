import { TITLE_LENGTH } from '../ticket-fields.js';
import { cleanLine } from './text/clean-line.js';

/**
 * The prefixes of mail programs for answers and forwarded mails:
 * `Re:`, `RE[2]:`, `AW:`, `SV:`, `TR :`.
 */
const PREFIX =
  /^\s*(?:re|aw|antw|antwort|sv|vs|odp|ynt|r|rif|ref|res|rv|enc|tr|fw|fwd|wg|vl|doorst|i|回复|答复|转发|返信)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：]\s*/iu;
const NUMBER = /\bTKT-\d{4}-\d{6,12}\b/giu;

const NONE = '(no subject)';

/** The subject without the prefixes of answers. */
export function bareSubject(subject: string): string {
  const bare = subject.replace(PREFIX, '');
  return bare === subject ? subject.trim() : bareSubject(bare);
}

/**
 * Returns the title of a new ticket:
 * the subject of the mail, otherwise its first line, within the limits of titles.
 */
export function titleOf(subject: string, text: string): string {
  const firstLine = text.split('\n').find((line) => cleanLine(line) !== '') ?? '';
  const { min, max } = TITLE_LENGTH;
  const isLong = (candidate: string) => Array.from(candidate).length >= min;
  const [bare, line] = [bareSubject(cleanLine(subject)), cleanLine(firstLine)];
  const title =
    [bare, [bare, line].filter((part) => part !== '').join(': ')].find(isLong) ??
    `${bare || line} ${NONE}`.trim();
  const characters = Array.from(title);
  return characters.length > max
    ? `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
    : title;
}

/** The numbers of tickets that the subject names. */
export function numbersIn(subject: string): readonly string[] {
  return [...new Set((subject.match(NUMBER) ?? []).map((number) => number.toUpperCase()))];
}
