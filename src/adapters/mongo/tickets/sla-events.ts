import type { TicketSlaEvent } from '../../../ports/tickets/ticket-repository.js';
import type { Models } from '../schema/models.js';

/** The fields that SLA targets depend on, by their names in event details. */
const PATHS = ['status', 'priority', 'category', 'team', 'resolution_code', 'hold_pauses_clock'].map(
  (field) => `details.${field}`,
);

/** Only changes: the initial priority of a ticket has no `from`. */
const RELEVANT = [
  ...PATHS.map((path) => ({ [`${path}.from`]: { $exists: true } })),
  { type: 'ticket.commented' as const, isInternal: false },
];

/**
 * Returns the events of these tickets that their targets depend on, in the order of each ticket, the first `limit` of
 * them.
 */
export function findSlaEvents(
  { events }: Pick<Models, 'events'>,
  ticketIds: readonly string[],
  limit: number,
): Promise<TicketSlaEvent[]> {
  const shown = Object.fromEntries(PATHS.map((path) => [path, 1]));
  return events.collection
    .find({ ticketId: { $in: [...ticketIds] }, $or: RELEVANT })
    .project<TicketSlaEvent>({
      _id: 0,
      ticketId: 1,
      at: 1,
      type: 1,
      'actor.id': 1,
      'details.is_internal': 1,
      ...shown,
    })
    .sort({ ticketId: 1, ticketVersion: 1, _id: 1 })
    .limit(limit)
    .toArray();
}
