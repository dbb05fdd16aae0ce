import type { ApiKey } from '../../../domain/accounts/api-key.js';
import type { ApiKeyRepository } from '../../../ports/accounts/account-repositories.js';
import { batchedFind } from '../kit/batched-find.js';
import { fromStored, type Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

export class MongoApiKeyRepository implements ApiKeyRepository {
  private readonly findOneByHash;

  constructor(private readonly models: Models) {
    this.findOneByHash = batchedFind(models.apiKeys.collection, 'hash');
  }

  /** Runs on every request of a program. */
  async findByHash(hash: string, now: Date): Promise<ApiKey | null> {
    const stored = await this.findOneByHash(hash);
    return stored === null || stored.expiresAt <= now ? null : fromStored<ApiKey>(stored);
  }

  async find(id: string): Promise<ApiKey | null> {
    const stored = await this.models.apiKeys.model.findById(id).lean<Stored<ApiKey>>();
    return stored === null ? null : fromStored<ApiKey>(stored);
  }

  async listOf(accountId: string): Promise<readonly ApiKey[]> {
    const rows = await this.models.apiKeys.model
      .find({ 'person.id': accountId })
      .sort({ _id: 1 })
      .lean<Stored<ApiKey>[]>();
    return rows.map(fromStored<ApiKey>);
  }

  async recordUse(id: string, at: Date): Promise<void> {
    await this.models.apiKeys.collection.updateOne({ _id: id }, { $set: { lastUsedAt: at } });
  }
}
