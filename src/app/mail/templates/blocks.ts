import type { MailAction } from './actions.js';
import type { Phrases } from './phrases.js';

export type Fact = readonly [label: string, value: string];

/** A part of a mail, from which both its HTML and its text form are made. All of it is plain text, to be escaped. */
export type Block =
  | { readonly kind: 'text' | 'title' | 'code' | 'note' | 'quote'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Actions as buttons. */
  | { readonly kind: 'actions'; readonly actions: readonly MailAction[] }
  /** A score button: it opens a page with that score selected, which the reader then sends. */
  | { readonly kind: 'scores'; readonly question: string; readonly scale: string; readonly link: MailAction }
  | { readonly kind: 'list'; readonly items: readonly MailAction[]; readonly rest: string | null }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly Row[] };

/** Lists the named tickets of `count`, and the number of the others. */
export function listOf(items: readonly MailAction[], count: number, { say }: Phrases): Block {
  const rest = count - items.length;
  return { kind: 'list', items, rest: rest > 0 ? say('more', { count: rest }) : null };
}

interface Row {
  readonly label: string;
  readonly figures: readonly number[];
}
