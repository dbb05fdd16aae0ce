import { STOP_WORDS } from '../../domain/knowledge/stop-words.js';
import { stemIn, stemsOf } from './stemmers.js';

/** Longer words are cut: nobody types more, and every word costs memory. */
const MAX_WORD = 40;
/** Words of a text that are indexed, some ten pages. */
const MAX_WORDS = 4_000;
/** Words of a query that are looked for; long texts are described by their first words. */
const MAX_QUERY_WORDS = 24;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts without blanks between words. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const DEVANAGARI = /^\p{Script=Devanagari}/u;
const ACCENTS = /[\u0300-\u036f]/gu;
/** Marks n-grams inside words, so that no whole word equals one. */
const PART = '~';

/** A word as it is compared: small letters without accents. Vowel signs stay, because they make another word. */
function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase();
}

/** The words of a text as they are written, in small letters. Runs of scripts without blanks are one word each. */
function rawWords(text: string, limit: number): readonly string[] {
  const spaced = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(WITHOUT_BLANKS, (run) => ` ${run} `);
  const words: string[] = [];
  for (const [word] of spaced.matchAll(WORD)) {
    words.push(Array.from(word).slice(0, MAX_WORD).join(''));
    if (words.length === limit) break;
  }
  return words;
}

function isWithoutBlanks(word: string): boolean {
  WITHOUT_BLANKS.lastIndex = 0;
  return WITHOUT_BLANKS.test(word);
}

function gramsOf(word: string, size: number): readonly string[] {
  const letters = Array.from(word);
  if (letters.length <= size) return [word];
  return letters
    .slice(0, letters.length - size + 1)
    .map((_letter, at) => letters.slice(at, at + size).join(''));
}

/** True for an n-gram inside a word. */
export function isPart(term: string): boolean {
  return term.startsWith(PART);
}

/** Hindi joins endings to words in many ways, so parts of words are compared as well. */
function partsOf(word: string): readonly string[] {
  if (!DEVANAGARI.test(word) || word.length < 5) return [];
  return gramsOf(word, 3).map((part) => `${PART}${part}`);
}

/** The words of a text for the index: stems, and the words themselves where `keepsWords` says so. */
export function indexTerms(text: string, language: string, keepsWords: boolean): readonly string[] {
  return rawWords(text, MAX_WORDS).flatMap((word) => {
    if (isWithoutBlanks(word)) return gramsOf(word, 2);
    const folded = fold(word);
    if (STOP_WORDS.has(folded)) return [];
    const stem = fold(stemIn(language, word));
    return [...(keepsWords && stem !== folded ? [folded, stem] : [stem]), ...partsOf(folded)];
  });
}

/** A word of a query, in each form that the index may have of it. */
export interface QueryWord {
  readonly word: string;
  readonly forms: readonly string[];
  /** True if a longer word or one with a wrong letter matches as well. */
  readonly isLoose: boolean;
}

export function queryWords(text: string): readonly QueryWord[] {
  const words = [...new Set(rawWords(text, 10 * MAX_QUERY_WORDS))];
  const sought = words.filter((word) => !STOP_WORDS.has(fold(word))).slice(0, MAX_QUERY_WORDS);
  return sought.flatMap((word): QueryWord[] => {
    if (isWithoutBlanks(word)) {
      const grams = gramsOf(word, 2).slice(0, MAX_QUERY_WORDS);
      // A single letter is the beginning of a pair.
      return grams.map((gram) => ({ word: gram, forms: [gram], isLoose: Array.from(gram).length === 1 }));
    }
    const folded = fold(word);
    const forms = [...new Set([folded, ...stemsOf(word).map(fold), ...partsOf(folded)])];
    return [{ word: folded, forms, isLoose: true }];
  });
}

/** The words of a text with their places, each in the forms that the index may have of it. For excerpts. */
export function placedWords(
  text: string,
  language: string,
): readonly { readonly at: number; readonly word: string; readonly forms: readonly string[] }[] {
  return [...text.slice(0, MAX_SCANNED).matchAll(WORD)].map(({ index: at, 0: word }) => {
    const small = word.normalize('NFC').toLowerCase();
    const forms = isWithoutBlanks(small) ? gramsOf(small, 2) : [fold(small), fold(stemIn(language, small))];
    return { at, word, forms };
  });
}

/** Characters of a text that an excerpt is looked for in. */
const MAX_SCANNED = 20_000;
