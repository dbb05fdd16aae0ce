/** Marks of direction and of no width, which programs put around names, dates and headers. */
const MARKS = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const ADDRESS = /[^\s<>"()[\]@]{1,64}@[^\s<>"()[\]@]{1,255}/u;
/** Years since 1900, years of the Buddhist and Persian calendars, and years in digits of other scripts. */
const YEAR = /(?<!\p{Nd})(?:(?:19|20|25|14)\d\d|[٠-٩]{4}|[۰-۹]{4}|[०-९]{4})(?!\p{Nd})/u;
const NUMERIC_DATE = /(?<!\p{Nd})\p{Nd}{1,4}\.?\s?[./-]\s?\p{Nd}{1,2}\.?\s?[./-]\s?\p{Nd}{2,4}(?!\p{Nd})/u;
const TIME = /(?<!\p{Nd})\p{Nd}{1,2}\s?[:.٫h時时시]\s?\p{Nd}{2}(?!\p{Nd})/u;

/** NetEase sets headers as a table: `| From | Kim <k@c.example> |`. */
const CELLS = /^([\s>]{0,20})\|\s?([^|\s][^|]{0,30}?)\s?\|\s?([^|\s][^|]{0,300}?)\s?\|\s*$/u;

/** A line as it is compared, without marks that nobody sees. */
export function plainLine(line: string): string {
  return line.replaceAll(MARKS, '').replaceAll('&nbsp;', ' ').replace(CELLS, '$1$2: $3');
}

/** True for text that holds an address of mail. */
export function hasAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** True for text that holds a date with its year. */
export function hasDate(text: string): boolean {
  return YEAR.test(text) || NUMERIC_DATE.test(text);
}

/** True for text that holds a time of day. */
export function hasTime(text: string): boolean {
  return TIME.test(text);
}

/** Returns the text after the last date or time; all of it without one. */
export function afterDate(text: string): string {
  const ends = [YEAR, NUMERIC_DATE, TIME].flatMap((pattern) =>
    Array.from(text.matchAll(new RegExp(pattern, 'gu')), ({ index, 0: found }) => index + found.length),
  );
  return text.slice(Math.max(0, ...ends));
}
