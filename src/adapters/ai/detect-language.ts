import { LANGUAGES, type Language } from '../../domain/languages.js';

/** Longer texts are cut: the first sentences tell the language. */
const MAX_CHARACTERS = 2_000;

/** The part of the library that is used. */
interface Detector {
  detect(text: string): { readonly getScores: () => Readonly<Record<string, number>> };
}

let loading: Promise<Detector> | null = null;

/** Its data are 1 MB of code, so they are loaded with the first text and not at the start. */
async function detector(): Promise<Detector> {
  loading ??= import('eld/extrasmall').then(({ eld }) => eld);
  return loading;
}

/** Loads what tells the language of a text, for callers with many texts. See {@link detectLanguage}. */
export async function loadLanguageDetector(): Promise<(text: string) => Language> {
  const eld = await detector();
  return (text) => {
    const scores = eld.detect(text.slice(0, MAX_CHARACTERS)).getScores();
    return LANGUAGES.reduce((best, next) => ((scores[next] ?? 0) > (scores[best] ?? 0) ? next : best), 'en');
  };
}

/**
 * Returns the language of a text, of those that Holdfast knows, as an ISO 639-1 code. English when in doubt.
 * Measured: bench/README.md.
 */
export async function detectLanguage(text: string): Promise<Language> {
  return (await loadLanguageDetector())(text);
}
