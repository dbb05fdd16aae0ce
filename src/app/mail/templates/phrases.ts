import type { MailLanguage } from '../../../domain/accounts/mail-settings.js';
import { DEFAULT_SETTINGS } from '../../../domain/desk/settings.js';
import { fillTemplate } from '../../../domain/mail/mail-templates.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { es } from './texts/es.js';
import { fr } from './texts/fr.js';
import { hi } from './texts/hi.js';
import { pt } from './texts/pt.js';
import type { Filling, TextKey, Texts } from './texts/texts.js';

/** Templates of administrators, by the texts that they replace. */
type Templates = Partial<Readonly<Record<TextKey, string>>>;

/** Texts and dates in one language. */
export interface Phrases {
  /** ISO 639-1, for the `lang` of the mail. */
  readonly language: MailLanguage;
  readonly say: <K extends TextKey>(key: K, ...filling: Filling<K>) => string;
  /** Returns the text of `<key>.one` or `<key>.other`, by the plural rules of the language. */
  readonly count: (key: 'repaired.subject' | 'gathered.subject', count: number) => string;
  /** Date and time, with the zone named. */
  readonly instant: (at: Date) => string;
  /** The size of a file: `340 kB`, `1.2 MB`. */
  readonly size: (bytes: number) => string;
  /** Returns the same phrases with another name of the desk, and with templates in place of some texts. */
  readonly of: (deskName: string, templates?: Templates) => Phrases;
}

/** @param locale for dates; the language alone would leave their form open. */
function phrasesOf(
  language: MailLanguage,
  locale: string,
  texts: Texts,
  desk: string = DEFAULT_SETTINGS.deskName,
  templates: Templates = {},
): Phrases {
  const dates = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  const plurals = new Intl.PluralRules(locale);
  const phrases: Phrases = {
    language,
    say: (key, ...[values]) => {
      const template = templates[key];
      const filling = { desk, ...values };
      return template === undefined ? fill(texts[key], filling) : fillTemplate(template, filling);
    },
    count: (key, count) => {
      const form = plurals.select(count) === 'one' ? 'one' : 'other';
      return fill(texts[`${key}.${form}`], { count });
    },
    instant: (at) => dates.format(at),
    size: (bytes) => sizeOf(bytes, locale),
    of: (name, own) =>
      name === desk && own === undefined ? phrases : phrasesOf(language, locale, texts, name, own),
  };
  return phrases;
}

/** With plain spaces: fonts of some mail programs lack narrow ones, as French uses. */
function sizeOf(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  return format.format(value).replaceAll(/\s/gu, ' ');
}

/** In one go, so that what is filled in is never taken for a template. */
function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/gu, (placeholder, name: string) =>
    String(values[name] ?? placeholder),
  );
}

/** The texts of mails by language, with placeholders. */
export const TEXTS_IN: Readonly<Record<MailLanguage, Texts>> = { en, de, es, fr, hi, pt };

/** The texts of mails in all languages. */
export const TEXTS: readonly Texts[] = Object.values(TEXTS_IN);

export const ENGLISH = phrasesOf('en', 'en-GB', en);

/** The languages that mails are written in. */
export const LANGUAGES: readonly Phrases[] = [
  ENGLISH,
  phrasesOf('de', 'de-DE', de),
  phrasesOf('es', 'es-ES', es),
  phrasesOf('fr', 'fr-FR', fr),
  phrasesOf('hi', 'hi-IN', hi),
  phrasesOf('pt', 'pt-BR', pt),
];

/** Returns the phrases of a language; English for an unknown one. */
export function phrasesIn(language: string | null): Phrases {
  return LANGUAGES.find((phrases) => phrases.language === language) ?? ENGLISH;
}

/**
 * Returns the phrases for a person:
 * their chosen language, otherwise the language of their own ticket if it has texts, otherwise English.
 */
export function phrasesFor(
  { id, language }: Pick<User, 'id' | 'language'>,
  ticket?: Pick<Ticket, 'requester' | 'language'>,
): Phrases {
  return phrasesIn(language ?? (ticket?.requester.id === id ? ticket.language : null));
}
