import type { Language } from '../../../domain/languages.js';
import { de } from './de.js';
import { en, type SlackTextKey, type SlackTexts } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { pt } from './pt.js';

/** All texts that people read in Slack. A language without one of them does not compile. */
export const SLACK_TEXTS: Readonly<Record<Language, SlackTexts>> = { en, de, es, fr, hi, pt };

export type SaySlack = (key: SlackTextKey, filling?: Readonly<Record<string, string>>) => string;

/** Texts in one language; English for a person who has chosen none. */
export function slackTexts(language: Language | null | undefined): SaySlack {
  const texts = SLACK_TEXTS[language ?? 'en'];
  return (key, filling = {}) =>
    texts[key].replaceAll(/\{(\w+)\}/gu, (whole, name: string) => filling[name] ?? whole);
}
