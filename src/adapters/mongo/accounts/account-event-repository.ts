import type { AccountEvent } from '../../../domain/accounts/account-events.js';
import type {
  AccountEventQuery,
  AccountEventRepository,
} from '../../../ports/accounts/account-repositories.js';
import type { IdPage } from '../../../ports/paging.js';
import type { HoldfastEvent } from '../../../ports/repositories.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

/** The events collection seen as the trail of security. */
export class MongoAccountEventRepository implements AccountEventRepository {
  constructor(private readonly models: Models) {}

  async list({ accountId, types, ...page }: AccountEventQuery): Promise<IdPage<AccountEvent>> {
    const filter = {
      kind: 'account' as const,
      ...(accountId === undefined ? {} : { 'account.id': accountId }),
      ...(types === undefined ? {} : { type: { $in: [...types] } }),
    };
    return readIdPage<AccountEvent, HoldfastEvent>(this.models.events.model, filter, page, -1);
  }

  async add(event: AccountEvent): Promise<void> {
    await this.models.events.collection.insertOne(this.models.events.stored(event));
  }
}
