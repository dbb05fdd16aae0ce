import type { Schemas } from '../../../../src/client/client.js';

type Ticket = Schemas['Ticket'];
type Pages = readonly { readonly tickets: readonly Ticket[] }[];

/** The rows of a list in the order in which the person saw them first. */
export interface StableRows {
  readonly pageCount: number;
  readonly tickets: readonly Ticket[];
}

export interface Row {
  readonly ticket: Ticket;
  /** True once it left the list. It stays until the list is shown anew. */
  readonly isGone: boolean;
}

/** Takes the rows as they are now: at first, and when the person asks for what is new. */
export function takeRows(pages: Pages): StableRows {
  return { pageCount: pages.length, tickets: pages.flatMap(({ tickets }) => tickets) };
}

/** Keeps the order and updates the tickets. Only pages that the person scrolled to add rows, at the end. */
export function keepRows(shown: StableRows, pages: Pages): StableRows {
  const now = new Map(pages.flatMap(({ tickets }) => tickets).map((ticket) => [ticket.id, ticket]));
  const known = new Set(shown.tickets.map(({ id }) => id));
  const added = pages
    .slice(shown.pageCount)
    .flatMap(({ tickets }) => tickets)
    .filter(({ id }) => !known.has(id));
  return {
    pageCount: Math.max(shown.pageCount, pages.length),
    tickets: [...shown.tickets.map((ticket) => now.get(ticket.id) ?? ticket), ...added],
  };
}

/** Returns the rows, and how many tickets wait to be shown. */
export function rowsOf(
  shown: StableRows,
  pages: Pages,
): { readonly rows: readonly Row[]; readonly newCount: number } {
  const now = new Set(pages.flatMap(({ tickets }) => tickets).map(({ id }) => id));
  const known = new Set(shown.tickets.map(({ id }) => id));
  return {
    rows: shown.tickets.map((ticket) => ({ ticket, isGone: !now.has(ticket.id) })),
    newCount: [...now].filter((id) => !known.has(id)).length,
  };
}
