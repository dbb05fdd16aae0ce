const BREAKS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const TURNS = '\\u202a-\\u202e\\u2066-\\u2069';

/**
 * The characters that text of one line cannot have, as the inside of a class in a regular expression: controls,
 * separators of lines and paragraphs, and what turns the direction of the text after it (UAX #9 §2.1–2.4).
 *
 * They would break out of log lines, mail headers and tables, or show a name as another. The marks U+200E, U+200F and
 * U+061C may stay: Hebrew and Arabic need them, and they turn nothing. Halves of surrogate pairs are not listed, since
 * JSON with one is refused as a whole.
 */
export const NOT_IN_LINE = `${BREAKS}${TURNS}`;

const BREAK = new RegExp(`[${BREAKS}]`, 'u');
const GAP = new RegExp(`[ ${BREAKS}]+`, 'gu');
const TURN = new RegExp(`[${TURNS}]`, 'gu');

/**
 * The text on one line: a break or control becomes a space, marks that turn the direction go, and half of a surrogate
 * pair becomes U+FFFD. For text that comes from outside and cannot be refused, such as subjects and names in mails.
 */
export function singleLine(text: string): string {
  return text
    .replaceAll(TURN, '')
    .replaceAll(GAP, (gap) => (BREAK.test(gap) ? ' ' : gap))
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}
