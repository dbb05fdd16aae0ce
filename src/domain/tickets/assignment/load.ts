import { countsAsLoad, type Ticket } from '../ticket.js';

/** The people whose load a ticket change decreases and increases. */
export interface LoadShift {
  readonly from: string | null;
  readonly to: string | null;
}

/** Null when the same person holds the ticket before and after. */
export function loadShift(before: Ticket | null, after: Ticket): LoadShift | null {
  const [from, to] = [holderOf(before), holderOf(after)];
  return from === to ? null : { from, to };
}

function holderOf(ticket: Ticket | null): string | null {
  if (ticket === null || !countsAsLoad(ticket.status)) return null;
  return ticket.assignment?.assignee.id ?? null;
}
