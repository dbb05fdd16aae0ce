import type { en } from './en.js';

export type TextKey = keyof typeof en;

/** The texts of one language: every key, and no other. */
export type Texts = Readonly<Record<TextKey, string>>;

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The values of the `{name}` placeholders in the English text; none if it has none. */
export type Filling<K extends TextKey> =
  NamesIn<(typeof en)[K]> extends never
    ? []
    : [values: Readonly<Record<NamesIn<(typeof en)[K]>, string | number>>];
