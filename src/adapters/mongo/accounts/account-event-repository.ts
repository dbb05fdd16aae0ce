import { fromStoredEvent } from '../schema/stored-event.js';
import type { AccountEvent } from '../../../domain/accounts/account-events.js';
import type {
  AccountEventQuery,
  AccountEventRepository,
} from '../../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../../ports/paging.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

/** The events collection, restricted to security events. */
export class MongoAccountEventRepository implements AccountEventRepository {
  constructor(private readonly models: Models) {}

  async list({ accountId, types, ...page }: AccountEventQuery): Promise<IdPage<AccountEvent>> {
    const filter = {
      kind: 'account' as const,
      ...(accountId === undefined ? {} : { 'account.id': accountId }),
      ...(types === undefined ? {} : { type: { $in: [...types] } }),
    };
    return readIdPage(this.models.events.model, filter, page, {
      order: -1,
      from: fromStoredEvent<AccountEvent>,
    });
  }

  async add(event: AccountEvent): Promise<void> {
    await this.models.events.collection.insertOne(this.models.events.stored(event));
  }
}
