import type { ListPosition, TicketFilter } from '../../ports/tickets/ticket-repository.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

const PAGE_SIZE = 100;

/** The tickets of a filter, oldest first, page by page, at most `limit` of them. */
export async function* oldestTickets(
  { tickets }: Pick<AppDeps, 'tickets'>,
  filter: TicketFilter,
  limit: number,
): AsyncGenerator<readonly Ticket[]> {
  let after: ListPosition | null = null;
  for (let left = limit; left > 0; left -= PAGE_SIZE) {
    const page = await tickets.list({
      filter,
      sort: 'created_at',
      pageSize: Math.min(left, PAGE_SIZE),
      ...(after === null ? {} : { after }),
    });
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
