/** Written as one number or in two halves. */
const SIX_DIGITS = /(?<![\d.,])(\d{3})[ \u00a0-]?(\d{3})(?!\d)/gu;

/** The numbers of six digits in a text, any of which may be a mailed code. Takes time in proportion to the text. */
export function* sixDigitNumbers(text: string): Generator<string> {
  for (const [, first = '', second = ''] of text.matchAll(SIX_DIGITS)) yield first + second;
}
