import { once } from 'node:events';
import type { HoldfastEvent, Outbox } from '../../../ports/repositories.js';
import { fromStored, type Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** The events collection seen as an outbox. */
export class MongoOutbox implements Outbox {
  constructor(private readonly models: Models) {}

  async pending(olderThan: Date, limit: number): Promise<readonly HoldfastEvent[]> {
    const rows = await this.models.events.model
      .find({ publishedAt: null, at: { $lte: olderThan } })
      .sort({ at: 1 })
      .limit(limit)
      .hint('outbox')
      .lean<Stored<HoldfastEvent>[]>();
    return rows.map(fromStored<HoldfastEvent>);
  }

  async watch(onEvent: (event: HoldfastEvent) => void, signal: AbortSignal): Promise<void> {
    const stream = this.models.events.collection.watch<Stored<HoldfastEvent>>([
      { $match: { operationType: 'insert', 'fullDocument.publishedAt': null } },
      { $project: { operationType: 1, fullDocument: 1 } },
    ]);
    const close = () => void stream.close();
    signal.addEventListener('abort', close);
    try {
      stream.on('change', (change) => {
        if (change.operationType === 'insert') onEvent(fromStored<HoldfastEvent>(change.fullDocument));
      });
      // Rejects when the stream emits an error, resolves when it is closed.
      await once(stream, 'close');
    } finally {
      signal.removeEventListener('abort', close);
      await stream.close();
    }
  }

  async markPublished(eventIds: readonly string[], at: Date): Promise<void> {
    await this.models.events.collection.updateMany(
      { _id: { $in: [...eventIds] } },
      { $set: { publishedAt: at } },
    );
  }
}
