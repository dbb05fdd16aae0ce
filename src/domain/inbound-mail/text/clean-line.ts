/**
 * Marks that change the direction of text (UAX #9 §2):
 * in a title, they would reorder a whole mail subject.
 */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * Cleans text of a stranger's mail for a single line, such as a title or a name.
 * It removes line breaks, control characters, direction marks and unpaired surrogates.
 * @param max length in code points; the rest is cut
 */
export function cleanLine(text: string, max = Infinity): string {
  const clean = wellFormed(text).replaceAll(DIRECTION_MARKS, '').replaceAll(BREAKS, ' ').trim();
  if (clean.length <= max) return clean;
  return Array.from(clean).slice(0, max).join('').trimEnd();
}

/** The text with U+FFFD in place of each lone surrogate: these cannot be encoded as UTF-8. */
export function wellFormed(text: string): string {
  return text.replaceAll(LONE_SURROGATES, '\ufffd');
}
