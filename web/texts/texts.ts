import type { en } from './en.js';
import type { en as home } from './home/en.js';
import type { en as work } from './work/en.js';

/** A text that depends on a number: the rules of the language choose one form by `count`. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The texts of another language: every key, and no other. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };

export type CoreTexts = Translated<typeof en>;
export type WorkTexts = Translated<typeof work>;
export type HomeTexts = Translated<typeof home>;
export type Texts = CoreTexts & WorkTexts & HomeTexts;
export type TextKey = keyof Texts;
export type Values = Readonly<Record<string, string | number>>;

/** Returns a text with its `{placeholders}` filled. */
export type SayOf<K extends string> = (key: K, values?: Values) => string;
export type Say = SayOf<TextKey>;

/** Numbers are written as the language writes them. */
export function speaker<K extends string>(
  texts: Readonly<Record<K, string | Plural>>,
  language: string,
): SayOf<K> {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const text: string | Plural = texts[key];
    const count = Number(values['count'] ?? 0);
    const form = typeof text === 'string' ? text : (text[rules.select(count)] ?? text.other);
    return form.replaceAll(/\{(\w+)\}/gu, (placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}
