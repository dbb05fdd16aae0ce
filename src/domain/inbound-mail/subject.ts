import { TITLE_LENGTH } from '../ticket-fields.js';
import { cleanLine } from './text/clean-line.js';

/**
 * The prefixes of mail programs for answers and forwarded mails:
 * `Re:`, `RE[2]:`, `AW:`, `SV:`, `TR :`.
 */
const PREFIX =
  /^\s*(?:re|aw|antw|antwort|sv|svar|vs|vb|odp|pd|ynt|yön|i̇lt|İlt|İLT|r|rif|ref|réf|rép|res|rv|enc|tr|fw|fwd|fwr|wg|vl|doorst|i|trs|vá|válasz|továbbítás|vast|ats|atb|cvp|bls|отв|ответ|пересл|πρθ|απ|σχετ|השב|הועבר|رد|إعادة توجيه|trả lời|chuyển tiếp|ตอบกลับ|ส่งต่อ|回复|回覆|答复|答覆|转发|轉寄|转|轉|返信|転送|답장|회신|전달)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：]\s*/iu;
/** What gateways put before the subject of mail from outside. */
const OUTSIDE = /^\s*[[(](?:ext|extern|external|externe|externo|esterno)[\])]\s*:?\s*/iu;
const NUMBER = /\bTKT-\d{4}-\d{6,12}\b/giu;

const NONE = '(no subject)';

/** The subject without the prefixes of answers. */
export function bareSubject(subject: string): string {
  const bare = subject.replace(OUTSIDE, '').replace(PREFIX, '');
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
