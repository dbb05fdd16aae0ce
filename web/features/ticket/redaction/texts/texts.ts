import { ownTexts } from '../../../../texts/own-texts.js';
import type { Language } from '../../../../texts/languages.js';
import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

type RedactionKey = keyof typeof en;

const load = async (language: Language): Promise<Translated<typeof en>> => {
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
};

/** The texts of redactions. */
export const { Texts: RedactionTexts, useOwnSay: useRedactionSay } = ownTexts<RedactionKey>(load);
