const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Accents of Latin, Greek and Cyrillic letters. Other marks, such as vowel signs, make another word. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** Maximum words of a text that are indexed and searched. */
const MAX_WORDS = 100;

/**
 * The different words of a text as people look for them: without case, accents and punctuation. `Réseau: VPN-Zugang!` →
 * `reseau`, `vpn`, `zugang`.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase();
  return [...new Set(plain.match(WORD))].slice(0, MAX_WORDS);
}
