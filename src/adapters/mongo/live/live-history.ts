import type { mongo } from 'mongoose';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { LiveHistory } from '../../../ports/live/live-history.js';
import type { HoldfastEvent } from '../../../ports/operations/event-log.js';
import { firstIdOf } from '../kit/first-id.js';
import type { Models } from '../schema/models.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';

/** The collection `events`, by id or by ticket. */
export class MongoLiveHistory implements LiveHistory {
  constructor(private readonly models: Models) {}

  async find(eventId: string): Promise<HoldfastEvent | null> {
    const row = await this.models.events.collection.findOne({ _id: eventId });
    return row === null ? null : fromStoredEvent(row);
  }

  async since(
    from: Date,
    ticketIds: readonly string[] | null,
    limit: number,
  ): Promise<readonly TicketEvent[]> {
    const ofTickets = ticketIds === null ? { ticketId: { $exists: true } } : { ticketId: { $in: ticketIds } };
    const rows = await this.models.events.collection
      .find<StoredEvent<TicketEvent>>({ _id: { $gte: firstIdOf(from) }, ...ofTickets })
      .sort({ _id: 1 })
      // All events since then, and not all of some tickets: those of a ticket grow with its age.
      .hint({ _id: 1 })
      .limit(limit)
      .toArray();
    return rows.map((row) => fromStoredEvent<TicketEvent>(row));
  }

  commentsAfter(ticketId: string, version: number, limit: number): Promise<readonly TicketEvent[]> {
    return this.after({ ticketId, ticketVersion: { $gt: version }, type: 'ticket.commented' }, limit);
  }

  eventsAfter(ticketId: string, version: number, limit: number): Promise<readonly TicketEvent[]> {
    return this.after({ ticketId, ticketVersion: { $gt: version } }, limit);
  }

  private async after(
    filter: mongo.Filter<StoredEvent<TicketEvent>>,
    limit: number,
  ): Promise<readonly TicketEvent[]> {
    const rows = await this.models.events.collection
      .find<StoredEvent<TicketEvent>>(filter as mongo.Filter<StoredEvent>)
      .sort({ ticketVersion: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return rows.map((row) => fromStoredEvent<TicketEvent>(row));
  }
}
