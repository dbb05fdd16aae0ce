import { en } from './texts/en.js';

type TextKey = keyof typeof en;

/** The texts of one language: none may be missing, none too many. */
export type Texts = Readonly<Record<TextKey, string>>;

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What has to be filled in where the English text names it. */
type Values<K extends TextKey> = Readonly<Record<NamesIn<(typeof en)[K]>, string | number>>;

/** Texts and dates in one language. */
export interface Phrases {
  /** For the `lang` of the mail. */
  readonly language: string;
  readonly say: <K extends TextKey>(
    key: K,
    ...values: NamesIn<(typeof en)[K]> extends never ? [] : [Values<K>]
  ) => string;
  /** The text for so many things: of `<key>.one` or `<key>.other`, as the language counts. */
  readonly count: (key: 'repaired.subject', count: number) => string;
  /** Date and time, with the zone named. */
  readonly instant: (at: Date) => string;
}

/** @param locale for dates; the language alone would leave their form open. */
function phrasesOf(language: string, locale: string, texts: Texts): Phrases {
  const dates = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  });
  const plurals = new Intl.PluralRules(locale);
  return {
    language,
    say: (key, ...[values]) => fill(texts[key], values ?? {}),
    count: (key, count) => {
      const form = plurals.select(count) === 'one' ? 'one' : 'other';
      return fill(texts[`${key}.${form}`], { count });
    },
    instant: (at) => dates.format(at),
  };
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/gu, (placeholder, name: string) => String(values[name] ?? placeholder));
}

export const ENGLISH = phrasesOf('en', 'en-GB', en);
