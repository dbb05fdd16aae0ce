import type { MailAction } from './actions.js';

export type Fact = readonly [label: string, value: string];

/** A part of a mail, from which both its HTML and its text form are made. All of it is plain text, to be escaped. */
export type Block =
  | { readonly kind: 'text' | 'title' | 'code' | 'note' | 'quote'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** What to do, as buttons. */
  | { readonly kind: 'actions'; readonly actions: readonly MailAction[] }
  /** A number to press: it leads to a page where that answer is chosen already, and sent by hand. */
  | { readonly kind: 'scores'; readonly question: string; readonly scale: string; readonly link: MailAction }
  | { readonly kind: 'list'; readonly items: readonly MailAction[]; readonly rest: string | null }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly Row[] };

interface Row {
  readonly label: string;
  readonly figures: readonly number[];
}
