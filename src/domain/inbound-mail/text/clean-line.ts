/** Marks that change the direction of the text around them (UAX #9 §2): in a title they would reorder a whole mail subject. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const BREAKS = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * Text of a stranger's mail that is fit to stand in one line, such as a title or a name: without line breaks, control
 * characters, marks of direction and halves of characters.
 * @param max length in code points; what is beyond is cut off
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
