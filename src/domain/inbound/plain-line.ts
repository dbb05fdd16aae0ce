/** Marks of direction and of no width, which programs put around names, dates and headers. */
const MARKS = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** A line as it is compared, without marks that nobody sees. */
export function plainLine(line: string): string {
  return line.replaceAll(MARKS, '');
}
