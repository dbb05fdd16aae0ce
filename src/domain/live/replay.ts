import type { TicketEvent } from '../tickets/events.js';

type Placed = Pick<TicketEvent, 'id' | 'ticketId' | 'ticketVersion'>;

/**
 * Sorts events for a client that was away: those of a ticket in the order of its versions, tickets side by side by id.
 * Ids do not sort by commit: an event with an older id can be committed after a newer one.
 */
export function inOrderOfVersions<E extends Placed>(events: readonly E[]): readonly E[] {
  const byId = events.toSorted((one, other) => compare(one.id, other.id));
  const queues = new Map<string, E[]>();
  for (const event of byId) {
    const queue = queues.get(event.ticketId) ?? [];
    queue.push(event);
    queues.set(event.ticketId, queue);
  }
  for (const queue of queues.values()) {
    queue.sort((one, other) => one.ticketVersion - other.ticketVersion || compare(one.id, other.id));
  }
  return byId.flatMap(({ ticketId }) => queues.get(ticketId)?.shift() ?? []);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
