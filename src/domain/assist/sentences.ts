/** The end of a sentence, or of a line. A dot inside `node.js` or `10.0.0.1` ends nothing. */
const SENTENCE_END = /(?<=[.!?…。？！।])\s+|\n+/gu;

/** The sentences of a text, each on one line. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(SENTENCE_END)
    .map((sentence) => sentence.replaceAll(/\s+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** The first sentences that together have at most `max` characters. The first one is cut if it is longer. */
export function firstSentences(text: string, max: number): readonly string[] {
  const [first = '', ...others] = sentencesOf(text);
  if (first === '') return [];
  const kept = [shortened(first, max)];
  let length = first.length;
  for (const sentence of others) {
    length += sentence.length + 1;
    if (length > max) break;
    kept.push(sentence);
  }
  return kept;
}

/** Cuts a text at a word, with an ellipsis. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const lastGap = cut.lastIndexOf(' ');
  return `${(lastGap > max / 2 ? cut.slice(0, lastGap) : cut).trimEnd()}…`;
}
