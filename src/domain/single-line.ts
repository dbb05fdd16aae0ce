const BREAKS = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const TURNS = '\\u202a-\\u202e\\u2066-\\u2069';

/**
 * The characters that single-line text cannot have, for a class in a regular expression:
 * controls, line and paragraph separators, and marks that change the direction of the following text (UAX #9
 * §2.1–2.4).
 * They would break log lines, mail headers and tables, or disguise a name. The marks U+200E, U+200F and U+061C are
 * allowed: Hebrew and Arabic need them, and they change no direction. Unpaired surrogates are not listed, because
 * JSON with one is refused as a whole.
 */
export const NOT_IN_LINE = `${BREAKS}${TURNS}`;

const BREAK = new RegExp(`[${BREAKS}]`, 'u');
const GAP = new RegExp(`[ ${BREAKS}]+`, 'gu');
const TURN = new RegExp(`[${TURNS}]`, 'gu');

/**
 * Returns the text on one line.
 * A break or control becomes a space, direction marks are removed, and an unpaired surrogate becomes U+FFFD. It is
 * for outside text that cannot be refused, such as subjects and names in mails.
 */
export function singleLine(text: string): string {
  return text
    .replaceAll(TURN, '')
    .replaceAll(GAP, (gap) => (BREAK.test(gap) ? ' ' : gap))
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}
