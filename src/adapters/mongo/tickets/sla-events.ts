import type { TicketSlaEvent } from '../../../ports/tickets/ticket-repository.js';
import type { Models } from '../schema/models.js';

/** What SLA promises depend on, as the details of events call it. */
const PATHS = ['status', 'priority', 'category', 'team', 'resolution_code'].map(
  (field) => `details.${field}`,
);

/** Changes only: that a ticket was made with a priority is told without a `from`. */
const CHANGED = PATHS.map((path) => ({ [`${path}.from`]: { $exists: true } }));

/** The events of these tickets that their promises depend on, in the order of each trail, the first `limit` of them. */
export function findSlaEvents(
  { events }: Pick<Models, 'events'>,
  ticketIds: readonly string[],
  limit: number,
): Promise<TicketSlaEvent[]> {
  const shown = Object.fromEntries(PATHS.map((path) => [path, 1]));
  return events.collection
    .find({ ticketId: { $in: [...ticketIds] }, $or: CHANGED })
    .project<TicketSlaEvent>({ _id: 0, ticketId: 1, at: 1, ...shown })
    .sort({ ticketId: 1, ticketVersion: 1, _id: 1 })
    .limit(limit)
    .toArray();
}
