import mongoose from 'mongoose';
import type { Notification, NotificationKind } from '../../../domain/notifications/notification.js';
import type { NotificationQuery, Notifications } from '../../../ports/notifications/notifications.js';
import type { IdPage } from '../../../ports/paging.js';
import { batchedFind } from '../kit/batched-find.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

const { MongoBulkWriteError } = mongoose.mongo;

const MAX_COUNTED = 1_000;
/** Beyond this, clients see the rest when they read the list. */
const MAX_STORED = 1_000;

/** The collections `notifications` and `notification_settings`. */
export class MongoNotifications implements Notifications {
  private readonly findSettings;

  constructor(private readonly models: Models) {
    this.findSettings = batchedFind(models.notificationSettings.collection, '_id');
  }

  async add(notifications: readonly Notification[]): Promise<void> {
    if (notifications.length === 0) return;
    try {
      await this.models.notifications.collection.insertMany(notifications.map(toStored), { ordered: false });
    } catch (error) {
      if (!isRepetition(error)) throw error;
    }
  }

  async find(id: string): Promise<Notification | null> {
    const row = await this.models.notifications.collection.findOne({ _id: id });
    return row === null ? null : fromStored<Notification>(row);
  }

  list({ personId, onlyUnread, ...page }: NotificationQuery): Promise<IdPage<Notification>> {
    const filter = { personId, ...(onlyUnread ? { readAt: null } : {}) };
    return readIdPage(this.models.notifications.model, filter, page, {
      order: -1,
      from: (row: Stored<Notification>) => fromStored<Notification>(row),
    });
  }

  countUnread(personId: string): Promise<number> {
    return this.models.notifications.collection.countDocuments(
      { personId, readAt: null },
      { limit: MAX_COUNTED },
    );
  }

  async markRead(personId: string, ids: readonly string[] | null, at: Date): Promise<void> {
    const named = ids === null ? {} : { _id: { $in: [...ids] } };
    await this.models.notifications.collection.updateMany(
      { personId, readAt: null, ...named },
      { $set: { readAt: at } },
    );
  }

  async storedSince(since: Date): Promise<readonly Notification[]> {
    const rows = await this.models.notifications.collection
      .find({ storedAt: { $gte: since } })
      .sort({ storedAt: 1 })
      .limit(MAX_STORED)
      .toArray();
    return rows.map((row) => fromStored<Notification>(row));
  }

  async switchedOff(personId: string): Promise<readonly NotificationKind[]> {
    return (await this.findSettings(personId))?.off ?? [];
  }

  async switchOff(personId: string, kinds: readonly NotificationKind[]): Promise<void> {
    const { collection } = this.models.notificationSettings;
    const choice = { $set: { off: [...kinds] }, $unset: { movedBy: true as const } };
    await collection.updateOne({ _id: personId }, choice, { upsert: true });
  }
}

/** Only ids that are there already: the event was handled before. */
function isRepetition(error: unknown): boolean {
  if (isDuplicateKey(error)) return true;
  if (!(error instanceof MongoBulkWriteError)) return false;
  const faults = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return faults.length > 0 && faults.every(({ code }) => code === 11_000);
}
