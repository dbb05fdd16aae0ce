import { ownTexts } from '../../../../texts/own-texts.js';
import type { en } from './en.js';

type FactorKey = keyof typeof en;

/** The texts of the second factor. */
export const { Texts: FactorTexts, useOwnSay: useFactorSay } = ownTexts<FactorKey>({
  en: async () => (await import('./en.js')).en,
  de: async () => (await import('./de.js')).de,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  hi: async () => (await import('./hi.js')).hi,
  pt: async () => (await import('./pt.js')).pt,
});
