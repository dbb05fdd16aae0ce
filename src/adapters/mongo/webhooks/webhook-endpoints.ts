import type { ClientSession, Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { MAX_ENDPOINTS, type WebhookEndpoint } from '../../../domain/webhooks/endpoint.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { EndpointChange, WebhookEndpoints } from '../../../ports/webhooks/webhooks.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';

/** The collection `webhook_endpoints`. */
export class MongoWebhookEndpoints implements WebhookEndpoints {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<WebhookEndpoint | null> {
    const stored = await this.models.webhookEndpoints.collection.findOne({ _id: id });
    return stored === null ? null : toEndpoint(stored);
  }

  list(page: PageRequest): Promise<IdPage<WebhookEndpoint>> {
    return readIdPage(this.models.webhookEndpoints.model, {}, page, { order: 1, from: toEndpoint });
  }

  async all(): Promise<readonly WebhookEndpoint[]> {
    const rows = await this.models.webhookEndpoints.collection.find().limit(MAX_ENDPOINTS).toArray();
    return rows.map(toEndpoint);
  }

  async commit(change: EndpointChange): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      await this.write(change, session);
      const { events, deliveries } = this.models;
      await events.collection.insertOne(events.stored(change.event), { session });
      const { mails = [] } = change;
      if (mails.length > 0) await deliveries.collection.insertMany(mails.map(toStored), { session });
    });
  }

  async noteHealth(id: string, failingSince: Date | null): Promise<void> {
    const changed = failingSince === null ? { failingSince: { $ne: null } } : { failingSince: null };
    await this.models.webhookEndpoints.collection.updateOne(
      { _id: id, ...changed },
      { $set: { failingSince } },
    );
  }

  private async write({ before, after }: EndpointChange, session: ClientSession): Promise<void> {
    const { collection } = this.models.webhookEndpoints;
    if (before === null) {
      if (after === null) return;
      const count = await collection.countDocuments({}, { session, limit: MAX_ENDPOINTS });
      if (count >= MAX_ENDPOINTS) {
        throw new DomainError(
          'illegal_transition',
          `There are already ${MAX_ENDPOINTS} webhooks, the maximum. Delete one first.`,
        );
      }
      await collection.insertOne(toStored(after), { session }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        throw new DomainError('duplicate', 'This webhook already exists.');
      });
      return;
    }
    const current = { _id: before.id, version: before.version };
    if (after === null) {
      const { deletedCount } = await collection.deleteOne(current, { session });
      requireChange(deletedCount);
      return;
    }
    const { _id, ...fields } = toStored(after);
    const { matchedCount } = await collection.updateOne(current, { $set: fields }, { session });
    requireChange(matchedCount);
  }
}

function requireChange(count: number): void {
  if (count > 0) return;
  throw new DomainError('version_conflict', 'This webhook has changed since it was read. Read it again.');
}

function toEndpoint(stored: Stored<WebhookEndpoint>): WebhookEndpoint {
  return fromStored<WebhookEndpoint>(stored);
}
