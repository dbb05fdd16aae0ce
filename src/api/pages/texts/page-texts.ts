import type { Language } from '../../../domain/languages.js';
import type { ApiState } from '../../http/state.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { pt } from './pt.js';
import type { PageTextKey, PageTexts } from './texts.js';

/** The texts of pages in all languages, with `{placeholders}`. */
export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en, de, es, fr, hi, pt };

/** Returns a text of a page, filled in at one go. */
export type Say = (key: PageTextKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Chooses the language of a page, for its texts and its `lang`.
 * The person's own language comes first, then the one that their browser prefers.
 */
export function speakTo(
  { state }: { readonly state: Partial<ApiState> },
  person: { readonly language: Language | null } | null = null,
): Say {
  const language = person?.language ?? state.language ?? 'en';
  state.language = language;
  state.pageLanguage = language;
  const texts = PAGE_TEXTS[language];
  return (key, values = {}) =>
    texts[key].replaceAll(/\{(\w+)\}/gu, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : placeholder,
    );
}
