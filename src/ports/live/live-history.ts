import type { TicketEvent } from '../../domain/tickets/events.js';
import type { HoldfastEvent } from '../operations/event-log.js';

/** Past events, for clients that were away. Every method @throws DomainError `unavailable` */
export interface LiveHistory {
  /** Finds an event by id; null if it does not exist. */
  find(eventId: string): Promise<HoldfastEvent | null>;
  /**
   * Returns the ticket events with ids made at `from` or later, in the order of ids, the first `limit` of them.
   * Ids do not sort by commit.
   * @param ticketIds null for all tickets.
   */
  since(from: Date, ticketIds: readonly string[] | null, limit: number): Promise<readonly TicketEvent[]>;
  /** Returns the events of new comments on a ticket after this version, the first `limit` of them. */
  commentsAfter(ticketId: string, version: number, limit: number): Promise<readonly TicketEvent[]>;
  /** Returns all events of a ticket after this version, in order, the first `limit` of them. */
  eventsAfter(ticketId: string, version: number, limit: number): Promise<readonly TicketEvent[]>;
}
