import { queuePlace } from '../../../domain/tickets/queue.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { wordsOf } from '../../../domain/search-terms.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { withClock } from './old-clock.js';

/** What came to tickets after the first of them were written. */
const LATER_FIELDS = {
  declinedBy: [],
  waiting: null,
  links: [],
  satisfaction: null,
  customFields: [],
} as const satisfies Partial<Ticket>;

/** The ticket as today's code knows it, whenever it was written. */
export function toTicket(
  stored: Stored<Ticket> & { readonly titleWords?: unknown; readonly queue?: unknown },
): Ticket {
  const { titleWords, queue, ...ticket } = stored;
  return withClock({ ...LATER_FIELDS, ...fromStored<Ticket>(ticket) });
}

/** The ticket with the words by which it is found, and its place in the queue, or null. */
export function toStoredTicket(ticket: Ticket) {
  return { ...toStored(ticket), titleWords: wordsOf(ticket.title), queue: queuePlace(ticket) };
}
