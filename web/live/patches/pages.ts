import type { Schemas } from '../../../src/client/client.js';

/**
 * As TanStack Query keeps a list, without its types: they bring those of the DOM into tests. A short list that cannot be
 * continued has no pages.
 */
export interface Pages {
  readonly pages?: readonly Schemas['TicketList'][];
}

/** Changes a ticket in a list. Everything else stays the same object, so that only its row is rendered. */
export function changeInPages(list: Pages, number: string, fields: Partial<Schemas['Ticket']>): Pages {
  const isIn = (page: Schemas['TicketList']) => page.tickets.some((ticket) => ticket.number === number);
  if (list.pages?.some(isIn) !== true) return list;
  return {
    ...list,
    pages: list.pages.map((page) =>
      isIn(page)
        ? {
            ...page,
            tickets: page.tickets.map((ticket) =>
              ticket.number === number ? { ...ticket, ...fields } : ticket,
            ),
          }
        : page,
    ),
  };
}
