import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as spanish } from '@orama/stemmers/spanish';

type Stem = (word: string) => string;

/** Snowball's rules, by language code. */
const STEMMERS: Readonly<Record<string, Stem>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  hi: hindi,
  pt: portuguese,
};

const ALL = Object.values(STEMMERS);
/** Devanagari words have one possible stemmer; other words have none of it. */
const DEVANAGARI = /\p{Script=Devanagari}/u;
const LATIN = ALL.filter((stem) => stem !== hindi);

/** The stem of a word in a language; the word itself where the language has no rules. */
export function stemIn(language: string, word: string): string {
  return STEMMERS[language]?.(word) ?? word;
}

/** The stems that a word can have, because a query does not say its language. */
export function stemsOf(word: string): readonly string[] {
  const stemmers = DEVANAGARI.test(word) ? [hindi] : LATIN;
  return [...new Set(stemmers.map((stem) => stem(word)))];
}
