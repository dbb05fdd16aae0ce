import type { ConsumerPosition, ConsumerPositions } from '../../../ports/operations/event-log.js';
import { holdLease, releaseLease } from '../kit/lease.js';
import type { Models } from '../schema/models.js';

/** The collection `event_consumers`: a document each. */
export class MongoConsumerPositions implements ConsumerPositions {
  constructor(private readonly models: Models) {}

  async hold(
    consumer: string,
    holder: string,
    now: Date,
    until: Date,
  ): Promise<ConsumerPosition | null | undefined> {
    const { collection } = this.models.eventConsumers;
    const held = await holdLease(collection, consumer, { holder, now, until }, { position: null });
    return held === null ? undefined : held.position;
  }

  async note(consumer: string, holder: string, position: ConsumerPosition, until: Date): Promise<boolean> {
    const { matchedCount } = await this.models.eventConsumers.collection.updateOne(
      { _id: consumer, holder },
      { $set: { position, heldUntil: until } },
    );
    return matchedCount === 1;
  }

  async find(consumer: string): Promise<ConsumerPosition | null> {
    return (await this.models.eventConsumers.collection.findOne({ _id: consumer }))?.position ?? null;
  }

  async forget(consumer: string): Promise<void> {
    await this.models.eventConsumers.collection.deleteOne({ _id: consumer });
  }

  async release(consumer: string, holder: string): Promise<void> {
    await releaseLease(this.models.eventConsumers.collection, consumer, holder);
  }
}
