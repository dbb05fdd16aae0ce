import type { ComponentType, ReactNode } from 'react';
import type { AdminKey } from '../texts/keys.js';
import type { Choice, Field } from './field.js';
import type { Item } from './item.js';

export interface Column {
  readonly label: AdminKey;
  readonly of: (item: Item) => ReactNode;
}

/** Something that can be done with one item, by one call that needs no words of the person. */
export interface ItemAction {
  readonly label: AdminKey;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly body?: Readonly<Record<string, unknown>>;
  /** After the path of the item: `/resend`. */
  readonly path: string;
  /** Asked before. */
  readonly confirm?: AdminKey;
  readonly isShown?: (item: Item) => boolean;
  readonly isDangerous?: boolean;
  /** Not offered to others, whom the API refuses. */
  readonly forAdmin?: boolean;
}

/** A list of the API: how it is shown, created and edited. */
export interface Resource {
  /** In the address of the page. */
  readonly id: string;
  /** The item that the list belongs to. Its page shows the list, and addresses are `/settings/<page>/<item>~<id>`. */
  readonly under?: { readonly page: string; readonly item: string };
  readonly path: string;
  /** The name of the list in its answer. */
  readonly list: string;
  readonly title: AdminKey;
  readonly empty: AdminKey;
  /** In place of the words about an empty list: what to do first. */
  readonly Empty?: ComponentType;
  /** In place of "Create" and "Delete". */
  readonly words?: { readonly create?: AdminKey; readonly remove?: AdminKey };
  readonly idOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  readonly columns: readonly Column[];
  readonly hasSearch?: boolean;
  readonly filters?: readonly {
    readonly param: string;
    readonly label: AdminKey;
    readonly choices: readonly Choice[];
  }[];
  readonly fields: readonly Field[];
  /** The schemas of the bodies in the OpenAPI document. */
  readonly schemas?: { readonly create?: string; readonly edit?: string };
  readonly method?: 'PATCH' | 'PUT';
  readonly canCreate?: boolean;
  /** What is not offered to others, whom the API refuses. */
  readonly forAdmin?: readonly ('create' | 'remove')[];
  /** Text of the question before it is deleted; missing if the API deletes none. */
  readonly remove?: AdminKey;
  /** False for lists whose items have no address of their own. */
  readonly hasItems?: boolean;
  /** True if the API has no path for one item: it is looked for in the list, which has one page. */
  readonly isFoundInList?: boolean;
  /** List and items are read again while they are shown. A form keeps what is typed. */
  readonly pollMs?: number;
  /** The path of an item, if its id has several parts. */
  readonly pathOf?: (id: string) => string;
  /** What is shown of an item above its fields. */
  readonly facts?: readonly Column[];
  readonly actions?: readonly ItemAction[];
  /** Something that can be done with the whole list. */
  readonly listActions?: readonly ItemAction[];
  /** Under the form of an item. */
  readonly Extra?: ComponentType<{ readonly item: Item }>;
  /** Beside the form, with what is typed: a preview. */
  readonly Preview?: ComponentType<{
    readonly item: Item | null;
    readonly body: Readonly<Record<string, unknown>>;
  }>;
  /** After something was created: a secret that is shown once. */
  readonly Created?: ComponentType<{ readonly answer: unknown; readonly onDone: () => void }>;
  readonly createdItem?: (answer: unknown) => unknown;
}

export function itemPath(resource: Resource, id: string): string {
  return resource.pathOf?.(id) ?? `${resource.path}/${encodeURIComponent(id)}`;
}

/** The word of the address for something new. No key of the API has it. */
export const NEW = '~new';

/** The address of an item, for links. */
export function toItem({ id, under }: Resource, item: string) {
  const params =
    under === undefined ? { page: id, item } : { page: under.page, item: `${under.item}~${item}` };
  return { to: '/settings/$page/$item', params } as const;
}

/** Where a list is: on its own page, or on that of the item that it belongs to. */
export function toList({ id, under }: Resource) {
  return under === undefined
    ? ({ to: '/settings/$page', params: { page: id } } as const)
    : ({ to: '/settings/$page/$item', params: under } as const);
}
