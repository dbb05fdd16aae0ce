import mongoose from 'mongoose';
import {
  MAX_KEPT_ATTEMPTS,
  type AttemptOutcome,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDeliveryState,
} from '../../../domain/webhooks/delivery.js';
import type { IdPage } from '../../../ports/paging.js';
import type { WebhookDeliveries, WebhookDeliveryQuery } from '../../../ports/webhooks/webhooks.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { PENDING_WEBHOOKS, WEBHOOK_ORDER } from '../schema/webhook-schemas.js';

type Row = Stored<WebhookDelivery>;

/** The collection `webhook_deliveries`. */
export class MongoWebhookDeliveries implements WebhookDeliveries {
  constructor(private readonly models: Models) {}

  async find(id: string): Promise<WebhookDelivery | null> {
    const found = await this.collection.findOne({ _id: id });
    return found === null ? null : toDelivery(found);
  }

  list({ endpointId, state, ...page }: WebhookDeliveryQuery): Promise<IdPage<WebhookDelivery>> {
    const filter = { endpointId, ...(state === undefined ? {} : { state }) };
    return readIdPage(this.models.webhookDeliveries.model, filter, page, { order: -1, from: toDelivery });
  }

  async add(deliveries: readonly WebhookDelivery[]): Promise<readonly string[]> {
    if (deliveries.length === 0) return [];
    try {
      await this.collection.insertMany(deliveries.map(toStored), { ordered: false });
      return [];
    } catch (error) {
      return duplicatesIn(error, deliveries);
    }
  }

  async claim(id: string, now: Date, until: Date): Promise<WebhookDelivery | null> {
    const claimed = await this.collection.findOneAndUpdate(
      { _id: id, state: 'pending', $or: [{ claimedUntil: null }, { claimedUntil: { $lte: now } }] },
      { $set: { claimedUntil: until } },
      { returnDocument: 'after' },
    );
    return claimed === null ? null : toDelivery(claimed);
  }

  async record(id: string, attempt: WebhookAttempt, { state, nextAttemptAt }: AttemptOutcome): Promise<void> {
    const endedAt = state === 'pending' ? null : attempt.at;
    await this.collection.updateOne(
      // A sender whose claim ended cannot undo a success.
      { _id: id, state: { $ne: 'delivered' } },
      {
        $set: { state, nextAttemptAt, endedAt, claimedUntil: null, postponed: 0 },
        $inc: { tries: 1 },
        $push: { attempts: { $each: [attempt], $slice: -MAX_KEPT_ATTEMPTS } },
      },
    );
  }

  async postpone(id: string, until: Date): Promise<void> {
    await this.collection.updateOne(
      { _id: id, state: 'pending' },
      {
        $set: { nextAttemptAt: until, claimedUntil: null },
        $inc: { postponed: 1 },
      },
    );
  }

  async replay(
    id: string,
    now: Date,
    from: readonly WebhookDeliveryState[],
  ): Promise<WebhookDelivery | null> {
    const replayed = await this.collection.findOneAndUpdate(
      { _id: id, state: { $in: [...from] } },
      {
        $set: {
          ...{ state: 'pending', tries: 0, postponed: 0, nextAttemptAt: now },
          // A claim stays: its sender is at work.
          ...{ replayedAt: now, endedAt: null },
        },
      },
      { returnDocument: 'after' },
    );
    return replayed === null ? null : toDelivery(replayed);
  }

  async hasEarlier({ endpointId, ticketId, ticketVersion, id }: WebhookDelivery): Promise<boolean> {
    if (ticketId === null || ticketVersion === null) return false;
    const earlier = await this.collection.findOne(
      { endpointId, ticketId, state: 'pending', ticketVersion: { $lt: ticketVersion }, _id: { $ne: id } },
      { projection: { _id: 1 }, hint: WEBHOOK_ORDER },
    );
    return earlier !== null;
  }

  async firstPending(endpointId: string, ticketId: string): Promise<WebhookDelivery | null> {
    const first = await this.collection.findOne(
      { endpointId, ticketId, state: 'pending' },
      { sort: { ticketVersion: 1 }, hint: WEBHOOK_ORDER },
    );
    return first === null ? null : toDelivery(first);
  }

  async hasDeliveredSince(endpointId: string, since: Date): Promise<boolean> {
    const found = await this.collection.findOne(
      { endpointId, state: 'delivered', endedAt: { $gt: since } },
      { projection: { _id: 1 } },
    );
    return found !== null;
  }

  async overdue(before: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.collection
      .find(
        { state: 'pending', nextAttemptAt: { $lt: before } },
        { projection: { _id: 1 }, hint: PENDING_WEBHOOKS },
      )
      .sort({ nextAttemptAt: 1 })
      .limit(limit)
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  private get collection() {
    return this.models.webhookDeliveries.collection;
  }
}

function toDelivery(row: Row): WebhookDelivery {
  return fromStored<WebhookDelivery>(row);
}

/** The event was handled before, for some endpoints or all. @throws any other error. */
function duplicatesIn(error: unknown, deliveries: readonly WebhookDelivery[]): readonly string[] {
  if (error instanceof mongoose.mongo.MongoBulkWriteError) {
    const faults = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    if (faults.length > 0 && faults.every(({ code }) => code === 11_000)) {
      return faults.flatMap((fault: { readonly index: number }) => deliveries[fault.index]?.id ?? []);
    }
  }
  if (!isDuplicateKey(error)) throw error;
  return deliveries.map(({ id }) => id);
}
