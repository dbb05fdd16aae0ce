import type { HoldfastEvent, Outbox } from '../../../ports/operations/event-log.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';
import type { Models } from '../schema/models.js';

/** The events collection seen as the lifecycle's outbox. */
export class MongoOutbox implements Outbox {
  constructor(private readonly models: Models) {}

  async pending(olderThan: Date, limit: number): Promise<readonly HoldfastEvent[]> {
    const rows = await this.models.events.model
      .find({ publishedAt: null, at: { $lte: olderThan } })
      .sort({ at: 1 })
      .limit(limit)
      .hint('outbox')
      .lean<StoredEvent[]>();
    return rows.map(fromStoredEvent);
  }

  async markPublished(eventIds: readonly string[], at: Date): Promise<void> {
    await this.models.events.collection.updateMany(
      { _id: { $in: [...eventIds] } },
      { $set: { publishedAt: at } },
    );
  }
}
