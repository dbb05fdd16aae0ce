/* Character references of HTML. */

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z])(acute|grave|circ|tilde|uml|cedil)|(amp|lt|gt|quot|apos|nbsp|szlig|rsquo));/giu;
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  szlig: 'ß',
  rsquo: '’',
};

/** Replaces the most common character references. */
export function withoutEntities(text: string): string {
  if (!/&[#a-z]/iu.test(text)) return text;
  const plain = (entity: string, decimal = '', hex = '', letter = '', mark = '', name = '') => {
    const code = decimal === '' ? Number.parseInt(hex, 16) : Number(decimal);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    if (letter === '') return NAMED[name.toLowerCase()] ?? entity;
    return `${letter}${MARKS[mark.toLowerCase()] ?? ''}`;
  };
  return text.replaceAll(ENTITY, plain).normalize('NFC');
}
