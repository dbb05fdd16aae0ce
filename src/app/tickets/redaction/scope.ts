import type { AnyLinkType } from '../../../domain/ticket-links.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

/** Links over which texts go from one ticket to another: comments are read there, moved there, or quoted in a title. */
const CARRY_TEXT: readonly AnyLinkType[] = ['merged_into', 'split_from', 'follow_up_of'];

/** A ticket has at most 100 links; a chain of them is cut off here. */
const MAX_TICKETS = 200;

/** The ticket, where it is not deleted, and all that texts may have gone to or come from, however many links away. */
export async function ticketsInScope(
  { tickets }: Pick<AppDeps, 'tickets'>,
  ticketId: string,
): Promise<readonly Ticket[]> {
  const found = new Map<string, Ticket>();
  let next: readonly string[] = [ticketId];
  while (next.length > 0 && found.size < MAX_TICKETS) {
    const here = await tickets.findMany(next.slice(0, MAX_TICKETS - found.size));
    for (const ticket of here) found.set(ticket.id, ticket);
    const others = here.flatMap(({ links }) =>
      links.flatMap(({ type, ticket }) => (CARRY_TEXT.includes(type) ? [ticket.id] : [])),
    );
    next = [...new Set(others)].filter((id) => !found.has(id));
  }
  return [...found.values()];
}
