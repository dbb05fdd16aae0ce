import type { AccountEvent } from '../../domain/account-events.js';
import type { AccountEventQuery, AccountEventRepository } from '../../ports/account-repositories.js';
import type { IdPage } from '../../ports/paging.js';
import { toStored, type Stored } from './documents.js';
import { COUNT_LIMIT, toIdPage } from './id-page.js';
import type { Models } from './models.js';

/** The events collection seen as the trail of security. */
export class MongoAccountEventRepository implements AccountEventRepository {
  constructor(private readonly models: Models) {}

  async list({ accountId, types, pageSize, after }: AccountEventQuery): Promise<IdPage<AccountEvent>> {
    const filter = {
      kind: 'account' as const,
      ...(accountId === undefined ? {} : { 'account.id': accountId }),
      ...(types === undefined ? {} : { type: { $in: [...types] } }),
    };
    const { model } = this.models.events;
    const [rows, total] = await Promise.all([
      model
        .find(after === undefined ? filter : { ...filter, _id: { $lt: after } })
        .sort({ _id: -1 })
        .limit(pageSize + 1)
        .lean<Stored<AccountEvent>[]>(),
      model.countDocuments(filter, { limit: COUNT_LIMIT + 1 }),
    ]);
    return toIdPage<AccountEvent>(rows, pageSize, total);
  }

  async add(event: AccountEvent): Promise<void> {
    await this.models.events.collection.insertOne(toStored(event));
  }
}
