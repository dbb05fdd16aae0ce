import type { TicketFilter } from '../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../deps.js';

/** A page of a batch job. `remaining` is the number of tickets from this page on; null if not counted. */
export interface CountedPage {
  readonly ticketIds: readonly string[];
  readonly remaining: number | null;
}

/**
 * Returns the next tickets of a batch job, by id.
 * Only the first page is counted: a count for every page would make the work grow with the square of the tickets.
 */
export async function countedPage(
  { tickets }: Pick<AppDeps, 'tickets'>,
  filter: TicketFilter,
  afterId: string | null,
  limit: number,
): Promise<CountedPage> {
  const [ticketIds, remaining] = await Promise.all([
    tickets.listIds(filter, limit, afterId),
    afterId === null ? tickets.count(filter) : null,
  ]);
  return { ticketIds, remaining };
}
