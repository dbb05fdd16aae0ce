import {
  MAX_PUSH_SUBSCRIPTIONS,
  MAX_SENT_KEPT,
  type PushSubscription,
} from '../../../domain/notifications/push.js';
import type { PushSubscriptions } from '../../../ports/notifications/push.js';
import { fromStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** The collection `push_subscriptions`. */
export class MongoPushSubscriptions implements PushSubscriptions {
  constructor(private readonly models: Models) {}

  async put({ id, endpoint, ...fields }: PushSubscription): Promise<PushSubscription> {
    const stored = await this.collection.findOneAndUpdate(
      { endpoint },
      { $set: fields, $setOnInsert: { _id: id } },
      { upsert: true, returnDocument: 'after' },
    );
    const all = await this.of(fields.personId);
    const excess = all.slice(0, Math.max(0, all.length - MAX_PUSH_SUBSCRIPTIONS)).map((each) => each.id);
    if (excess.length > 0) await this.collection.deleteMany({ _id: { $in: excess } });
    return stored === null ? { id, endpoint, ...fields } : fromStored<PushSubscription>(stored);
  }

  async of(personId: string): Promise<readonly PushSubscription[]> {
    const rows = await this.collection.find({ personId }).sort({ createdAt: 1 }).toArray();
    return rows.map((row) => fromStored<PushSubscription>(row));
  }

  async remove(personId: string, id: string): Promise<boolean> {
    return (await this.collection.deleteOne({ _id: id, personId })).deletedCount > 0;
  }

  async noteSent(id: string, notificationId: string): Promise<void> {
    await this.collection.updateOne(
      { _id: id },
      { $push: { sent: { $each: [notificationId], $slice: -MAX_SENT_KEPT } } },
    );
  }

  private get collection() {
    return this.models.pushSubscriptions.collection;
  }
}
