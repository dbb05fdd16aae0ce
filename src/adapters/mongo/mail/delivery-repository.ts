import { heldBy } from '../kit/held-by.js';
import type { MailProblem } from '../../../domain/participants.js';
import type { Connection } from 'mongoose';
import type { Delivery, DeliveryClaim, TicketDelivery } from '../../../domain/mail/delivery.js';
import type { TicketMailKind } from '../../../domain/accounts/mail-kinds.js';
import type { IdPage } from '../../../ports/paging.js';
import type { DeliveryQuery, DeliveryRepository } from '../../../ports/mail/deliveries.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { addToBatchedMail, isUnsent, sameReader } from './batched-deliveries.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

export class MongoDeliveryRepository implements DeliveryRepository {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<Delivery | null> {
    const stored = await this.models.deliveries.model.findById(id).lean<Stored<Delivery>>();
    return stored === null ? null : toDelivery(stored);
  }

  async list({ states, kinds, recipientId, ticketId, ...page }: DeliveryQuery): Promise<IdPage<Delivery>> {
    const filter = {
      ...(states === undefined ? {} : { state: { $in: [...states] } }),
      ...(kinds === undefined ? {} : { kind: { $in: [...kinds] } }),
      ...(recipientId === undefined ? {} : { 'recipient.id': recipientId }),
      ...(ticketId === undefined ? {} : { ticketId }),
    };
    const found = await readIdPage(this.models.deliveries.model, filter, page, {
      order: -1,
      from: fromStored<Delivery>,
    });
    return { ...found, items: found.items.map(withEventAt) };
  }

  async addMissing(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.models.deliveries.collection.bulkWrite(
      deliveries.map((delivery) => {
        const { _id, ...fields } = toStored(delivery);
        return { updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true } };
      }),
    );
  }

  async unsent(ticketId: string): Promise<readonly string[]> {
    const rows = await this.models.deliveries.model
      .find({ ticketId, state: { $in: ['queued', 'sending'] } }, { _id: 1 })
      .sort({ _id: 1 })
      .lean<{ _id: string }[]>();
    return rows.map((row) => row._id);
  }

  async claim(id: string, now: Date, until: Date): Promise<Delivery | null> {
    const stored = await this.models.deliveries.model
      .findOneAndUpdate(
        { _id: id, $or: [{ state: 'queued' }, { state: 'sending', claimedUntil: { $lte: now } }] },
        { $set: { state: 'sending', claimedUntil: until }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Stored<Delivery>>();
    return stored === null ? null : toDelivery(stored);
  }

  /** A sent mail stays sent, whatever a slow second worker reports. */
  async markSent(id: string, at: Date, answer: string): Promise<void> {
    await this.models.deliveries.collection.updateOne(
      { _id: id, state: { $ne: 'sent' } },
      { $set: { state: 'sent', sentAt: at, answer, notBefore: null, claimedUntil: null } },
    );
  }

  async markReturned(id: string, problem: MailProblem): Promise<void> {
    await this.models.deliveries.collection.updateOne(
      { _id: id, returned: null },
      { $set: { returned: problem } },
    );
  }

  async release(claim: DeliveryClaim, answer: string): Promise<boolean> {
    return this.end(claim, { state: 'queued', answer });
  }

  async markFailed(claim: DeliveryClaim, answer: string): Promise<boolean> {
    return this.end(claim, { state: 'failed', answer, notBefore: null });
  }

  async markSuppressed(claim: DeliveryClaim, reason: string): Promise<boolean> {
    return this.end(claim, {
      state: 'suppressed',
      attempts: claim.attempts - 1,
      answer: reason,
      notBefore: null,
    });
  }

  async postpone(claim: DeliveryClaim, until: Date, reason: string): Promise<boolean> {
    const attempts = claim.attempts - 1;
    return this.end(claim, { state: 'queued', attempts, notBefore: until, answer: reason });
  }

  async countAround(delivery: TicketDelivery, since: Date, now: Date, most: number): Promise<number> {
    const wasSent = { state: 'sent', sentAt: { $gt: since } };
    return this.models.deliveries.collection.countDocuments(
      { ...sameReader(delivery), $or: [isUnsent(now), wasSent] } as never,
      { limit: most },
    );
  }

  async findOpenBatchedMail(delivery: TicketDelivery): Promise<TicketDelivery | null> {
    const stored = await this.models.deliveries.collection.findOne({
      ...sameReader(delivery),
      kind: 'gathered',
      state: 'queued',
      attempts: 0,
    } as never);
    return stored === null ? null : toTicketDelivery(stored);
  }

  async addToBatchedMail(
    delivery: TicketDelivery,
    batchedMail: TicketDelivery,
    kinds: readonly TicketMailKind[],
    now: Date,
  ): Promise<boolean> {
    return addToBatchedMail(this.connection, this.models, { delivery, batchedMail, kinds, now });
  }

  async carriedBy(batchedMailId: string, ticketId: string): Promise<readonly TicketDelivery[]> {
    const rows = await this.models.deliveries.collection
      .find({ ticketId, state: 'suppressed', carriedBy: batchedMailId })
      .sort({ _id: 1 })
      .toArray();
    return rows.map(toTicketDelivery);
  }

  async countUnsent(now: Date): Promise<number> {
    return this.models.deliveries.collection.countDocuments(isUnsent(now));
  }

  async suppressUnsent(now: Date, reason: string): Promise<number> {
    const fields = { state: 'suppressed', claimedUntil: null, answer: reason } as const;
    const result = await this.models.deliveries.collection.updateMany(isUnsent(now), {
      $set: fields,
    });
    return result.modifiedCount;
  }

  /** By the ids, which begin with the event's id. */
  async ofEvent(eventId: string): Promise<readonly string[]> {
    const rows = await this.models.deliveries.model
      .find({ _id: { $gte: `${eventId}.`, $lt: `${eventId}/` } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return rows.map((row) => row._id);
  }

  private async end(claim: DeliveryClaim, fields: Partial<Delivery>): Promise<boolean> {
    const { matchedCount } = await this.models.deliveries.collection.updateOne(heldBy(claim), {
      $set: { ...fields, claimedUntil: null },
    });
    return matchedCount === 1;
  }
}

/** For a query of a ticket's deliveries. */
function toTicketDelivery(stored: Stored<Delivery>): TicketDelivery {
  return toDelivery(stored) as TicketDelivery;
}

function toDelivery(stored: Stored<Delivery>): Delivery {
  return withEventAt(fromStored<Delivery>(stored));
}

/** Older deliveries without the field have the instant of their event. */
function withEventAt<T extends Delivery>(delivery: T): T {
  const laterFields = { eventAt: delivery.createdAt };
  return { ...laterFields, ...delivery };
}
