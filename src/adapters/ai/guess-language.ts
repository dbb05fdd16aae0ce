import { wordsOf } from '../../domain/triage/words.js';

/**
 * Small words that are frequent in one language and rare in the others, without ambiguous ones ("de", "no").
 */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the is and my to it on this with for not have are was you please when from can cannot i we has after our your',
  de: 'der die das und ist nicht ich mein meine kein keine mit auf bitte wir ein eine nach seit beim geht wird zum kann',
  es: 'el la los las una mi esta estoy puedo por favor con desde necesito cuando pero nuestro hola funciona muy mis para',
  fr: 'le la les des une je ne pas est mon ma mes et avec depuis bonjour pour nous vous sur dans peux plus cette notre',
  pt: 'o os um uma meu minha nao estou com para por favor preciso quando mas ola consigo muito desde esta funciona',
};

const DEVANAGARI = /^\p{Script=Devanagari}+$/u;

/**
 * A guess at the language of a text, as an ISO 639-1 code: en, de, es, fr, hi or pt. English when in doubt, which is
 * right for most tickets and harmless for the rest.
 */
export function guessLanguage(text: string): string {
  const words = wordsOf(text);
  if (words.filter((word) => DEVANAGARI.test(word)).length * 2 > words.length) return 'hi';
  const counts = COUNTERS.map(({ language, known }) => ({
    language,
    count: words.filter((word) => known.has(word)).length,
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).language;
}

const COUNTERS = Object.entries(SMALL_WORDS).map(([language, small]) => ({
  language,
  known: new Set(wordsOf(small)),
}));
