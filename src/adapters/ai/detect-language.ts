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

/**
 * Returns the language of a text, of those that Holdfast knows, as an ISO 639-1 code. English when in doubt.
 * Measured: bench/README.md.
 */
export async function detectLanguage(text: string): Promise<Language> {
  const eld = await detector();
  const scores = eld.detect(text.slice(0, MAX_CHARACTERS)).getScores();
  return LANGUAGES.reduce((best, next) => ((scores[next] ?? 0) > (scores[best] ?? 0) ? next : best), 'en');
}
