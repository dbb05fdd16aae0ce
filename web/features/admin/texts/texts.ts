import { ownTexts } from '../../../texts/own-texts.js';
import type { AdminKey } from './keys.js';

/** The texts of settings and operation. */
export const { Texts: AdminTexts, useOwnSay: useAdminSay } = ownTexts<AdminKey>({
  en: async () => (await import('./en.js')).en,
  de: async () => (await import('./de.js')).de,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  hi: async () => (await import('./hi.js')).hi,
  pt: async () => (await import('./pt.js')).pt,
});
