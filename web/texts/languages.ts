import type { Texts } from './texts.js';

/** The languages of the console, each by its own name. */
export const LANGUAGE_NAMES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  hi: 'हिन्दी',
  pt: 'Português',
} as const;

export type Language = keyof typeof LANGUAGE_NAMES;

export function isLanguage(name: string | null | undefined): name is Language {
  return typeof name === 'string' && Object.hasOwn(LANGUAGE_NAMES, name);
}

/** Loads the texts of one language only. */
export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case 'en':
      return (await import('./en.js')).en;
    case 'de':
      return (await import('./de.js')).de;
    case 'es':
      return (await import('./es.js')).es;
    case 'fr':
      return (await import('./fr.js')).fr;
    case 'hi':
      return (await import('./hi.js')).hi;
    case 'pt':
      return (await import('./pt.js')).pt;
  }
}
