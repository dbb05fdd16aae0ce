import type { en } from './en.js';

export type TextKey = keyof typeof en;

/** The texts of one language: every key, and no other. */
export type Texts = Readonly<Record<TextKey, string>>;

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** Every text may name the desk. */
type NamesOf<K extends TextKey> = Exclude<NamesIn<(typeof en)[K]>, 'desk'>;

/** The values of the `{name}` placeholders in the English text; none if it has none. */
export type Filling<K extends TextKey> = [NamesOf<K>] extends [never]
  ? []
  : [values: Readonly<Record<NamesOf<K>, string | number>>];
