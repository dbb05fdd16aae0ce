import { MAX_EMBEDDED_WORDS } from '../../../ports/embedder.js';

/** Characters of 200 long words. A text without spaces must not cost more than one with. */
const MAX_CHARACTERS = 3_000;

/** Returns the first words of a text, on one line. Never empty, because some servers refuse empty texts. */
export function prepareText(text: string): string {
  const words = text
    .slice(0, MAX_CHARACTERS)
    .trim()
    .split(/\s+/u, MAX_EMBEDDED_WORDS + 1);
  return words.slice(0, MAX_EMBEDDED_WORDS).join(' ') || '-';
}
