import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

const PAGE_SIZE = 500;

/** All tickets that are not over, in the order of their ids, read a page at a time. @throws DomainError `unavailable` */
export async function* openTickets({ tickets }: Pick<AppDeps, 'tickets'>): AsyncGenerator<Ticket, void> {
  let afterId: string | null = null;
  for (;;) {
    const page: readonly Ticket[] = await tickets.walkOpen(PAGE_SIZE, afterId);
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page;
    afterId = last.id;
  }
}
