import type { TicketRepository } from '../../../src/ports/tickets/ticket-repository.js';

/** The same repository, with something done around every commit. */
export function aroundCommit(
  tickets: TicketRepository,
  around: (commit: () => Promise<void>) => Promise<void>,
): TicketRepository {
  const commit: TicketRepository['commit'] = (...changes) => around(() => tickets.commit(...changes));
  return new Proxy(tickets, {
    get: (target, key, receiver): unknown => (key === 'commit' ? commit : Reflect.get(target, key, receiver)),
  });
}
