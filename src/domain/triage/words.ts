const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Accents of Latin, Greek and Cyrillic script. Vowel signs of other scripts are not accents and stay. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** The end of a clause, which a phrase or negation never crosses. A dot inside `node.js` is not an end. */
const CLAUSE_END = /[.,;:!?](?=\s|$)|[\n\r()[\]…—–।]/u;

/** The words of a text in a form in which they can be compared: lower case, without accents. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
  return plain.match(WORD) ?? [];
}

/** The words of a text, clause by clause. */
export function clausesOf(text: string): string[][] {
  return text
    .split(CLAUSE_END)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}
