import { addDays } from '../../../domain/time.js';
import type { mongo } from 'mongoose';
import { dueAt, timeOrdered } from '../../../domain/mail/delivery.js';
import { OPEN_STATUSES } from '../../../domain/tickets/ticket.js';
import type { Status } from '../../../domain/ticket-fields.js';
import {
  MAX_COUNTED_TICKETS,
  MAX_COUNTED_WAITING,
  type BacklogStats,
  type Waiting,
} from '../../../ports/operations/backlog-stats.js';
import { isUnsent } from '../mail/batched-deliveries.js';
import { VECTOR_CONSUMERS } from '../../../domain/similar-tickets/embedding-model.js';
import { HELD_FILES } from '../schema/file-schemas.js';
import { PENDING_WEBHOOKS } from '../schema/webhook-schemas.js';
import type { Models } from '../schema/models.js';

/** After a day, a mail is given up and stays queued until its ticket is checked again. */
const MAILS_OF_DAYS = 2;

/** The indexes of these reads, whatever the planner prefers. */
const OUTBOX = 'outbox';
const REVIEWS = 'triage_reviews';
const BY_STATE = { state: 1, _id: -1 } as const;

/** After this time, the caller has given up. */
const maxTimeMS = 2_000;

/** The reads of monitoring. */
export class MongoBacklogStats implements BacklogStats {
  constructor(private readonly models: Models) {}

  async outbox(): Promise<Waiting> {
    const { collection } = this.models.events;
    return waiting(collection, { publishedAt: null }, { at: 1 }, ({ at }) => at, OUTBOX);
  }

  async consumers(): Promise<ReadonlyMap<string, Date>> {
    const { collection } = this.models.eventConsumers;
    // A fill after a change of model takes as long as it takes, and the former model's consumer stays for a day.
    const isOfVectors = { _id: { $gte: VECTOR_CONSUMERS, $lt: `${VECTOR_CONSUMERS}\uffff` } };
    const isExpected = [{ 'position.sweep': { $ne: null } }, { heldUntil: { $lt: new Date() } }];
    const filter = { position: { $ne: null }, $nor: [{ ...isOfVectors, $or: isExpected }] };
    const rows = await collection.find(filter, { maxTimeMS }).toArray();
    return new Map(
      rows.flatMap(({ _id, position }) => (position === null ? [] : [[_id, position.caughtUpAt]])),
    );
  }

  async deliveries(now: Date): Promise<Waiting> {
    const { collection } = this.models.deliveries;
    const first = timeOrdered(addDays(now, -MAILS_OF_DAYS), '');
    return waiting(collection, { ...isUnsent(now), _id: { $gte: first } }, { _id: 1 }, dueAt, BY_STATE);
  }

  async webhooks(now: Date): Promise<Waiting> {
    const { collection } = this.models.webhookDeliveries;
    const filter = { state: 'pending', nextAttemptAt: { $lt: now } } as const;
    const since = ({ nextAttemptAt }: { readonly nextAttemptAt: Date | null }) => nextAttemptAt ?? now;
    return waiting(collection, filter, { nextAttemptAt: 1 }, since, PENDING_WEBHOOKS);
  }

  async failingWebhooks(): Promise<number> {
    const { collection } = this.models.webhookEndpoints;
    return collection.countDocuments({ state: 'active', failingSince: { $ne: null } }, { maxTimeMS });
  }

  async receivedMails(): Promise<Waiting> {
    const { collection } = this.models.receivedMails;
    return waiting(collection, { state: 'kept' }, { _id: 1 }, ({ receivedAt }) => receivedAt, BY_STATE);
  }

  async oldestMailWaiting(): Promise<Date | null> {
    const { collection } = this.models.receivedMails;
    // Their ids sort by time.
    const options = { sort: { _id: 1 }, hint: BY_STATE, projection: { receivedAt: 1 }, maxTimeMS } as const;
    const oldest = await collection.findOne({ state: 'kept' }, options);
    return oldest?.receivedAt ?? null;
  }

  async heldFiles(): Promise<Waiting> {
    const { collection } = this.models.files;
    const filter = { 'scan.state': 'pending' } as const;
    return waiting(collection, filter, { uploadedAt: 1 }, ({ uploadedAt }) => uploadedAt, HELD_FILES);
  }

  async openTickets(): Promise<ReadonlyMap<Status, number>> {
    const { collection } = this.models.tickets;
    const counts = OPEN_STATUSES.map(async (status) => {
      const count = await collection.countDocuments({ status }, { limit: MAX_COUNTED_TICKETS, maxTimeMS });
      return [status, count] as const;
    });
    return new Map(await Promise.all(counts));
  }

  async triageReviews(): Promise<Waiting> {
    const { collection } = this.models.tickets;
    const filter = { 'triage.state': 'needs_review' } as const;
    return waiting(collection, filter, { createdAt: 1, _id: 1 }, ({ createdAt }) => createdAt, REVIEWS);
  }

  async lastSweep(): ReturnType<BacklogStats['lastSweep']> {
    const { collection } = this.models.sweeps;
    const last = await collection.findOne(
      { finishedAt: { $ne: null } },
      { sort: { startedAt: -1, _id: -1 }, maxTimeMS },
    );
    const { report = null, finishedAt = null } = last ?? {};
    return report === null || finishedAt === null ? null : { report, finishedAt };
  }
}

/** `sort` must match the index in the hint. */
async function waiting<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  filter: mongo.Filter<T>,
  sort: mongo.Sort,
  since: (stored: mongo.WithId<T>) => Date,
  hint: mongo.Hint,
): Promise<Waiting> {
  const options = { maxTimeMS, hint };
  const [count, [oldest]] = await Promise.all([
    collection.countDocuments(filter, { ...options, limit: MAX_COUNTED_WAITING }),
    collection.find(filter, options).sort(sort).limit(1).toArray(),
  ]);
  return { count, oldestAt: oldest === undefined ? null : since(oldest) };
}
