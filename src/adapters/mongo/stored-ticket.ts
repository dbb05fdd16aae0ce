import type { Ticket } from '../../domain/ticket.js';
import { fromStored, type Stored } from './documents.js';
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
export function toTicket(stored: Stored<Ticket>): Ticket {
  return withClock({ ...LATER_FIELDS, ...fromStored<Ticket>(stored) });
}
