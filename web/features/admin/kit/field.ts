import type { AdminKey } from '../texts/keys.js';
import type { Item } from './item.js';

/** Where the choices of a field are: a list of the API. */
export interface Source {
  readonly path: string;
  readonly list: string;
  readonly value: string;
  readonly label: string;
}

export interface Choice {
  readonly value: string;
  /** The value itself is shown if it is a word of the API. */
  readonly label?: AdminKey;
}

interface Common {
  /** The name in the body. */
  readonly key: string;
  /** Unique in its form, if two fields share a key. */
  readonly id?: string;
  readonly label: AdminKey;
  readonly hint?: AdminKey;
  readonly isRequired?: boolean;
  /** True: without content, null is sent. */
  readonly isNullable?: boolean;
  /** Only when something is created, or only when it is edited. */
  readonly on?: 'create' | 'edit';
  /** Others see it and cannot change it. */
  readonly forAdmin?: boolean;
  /** Shown only while another field of the same group has one of these values. */
  readonly when?: { readonly id: string; readonly is: readonly string[] };
  /** Where the answer has another shape than the body. */
  readonly read?: (item: Item) => unknown;
  readonly initial?: Input;
}

/** One field of a form. Groups and rows have fields of their own. */
export type Field = Common &
  (
    | { readonly kind: 'text' | 'secret' | 'long' | 'date' | 'moment' | 'flag' | 'shifts' | 'labels' }
    | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly step?: number }
    /** One per line, or separated by commas. */
    | { readonly kind: 'lines' | 'commas' | 'numbers' }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
    | { readonly kind: 'many'; readonly choices: readonly Choice[] }
    | { readonly kind: 'source'; readonly source: Source }
    | {
        readonly kind: 'group';
        readonly fields: readonly Field[];
        /** The field without which the group is nothing; all of them by default. */
        readonly needs?: string;
        /** True: without content, it is left out. */
        readonly isOmitted?: boolean;
      }
    | { readonly kind: 'rows'; readonly fields: readonly Field[] }
  );

/** What the person has typed, before it is a body. */
export type Input = string | boolean | readonly string[] | InputMap | readonly InputMap[];
export interface InputMap {
  readonly [id: string]: Input;
}

export const idOf = (field: Field): string => field.id ?? field.key;
export const asText = (input: Input | undefined): string => (typeof input === 'string' ? input : '');
export const asTexts = (input: Input | undefined): readonly string[] =>
  Array.isArray(input) ? input.filter((one) => typeof one === 'string') : [];
export const asMap = (input: Input | undefined): InputMap => (isMap(input) ? input : {});
export const asMaps = (input: Input | undefined): readonly InputMap[] =>
  Array.isArray(input) ? input.filter(isMap) : [];

function isMap(input: unknown): input is InputMap {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
