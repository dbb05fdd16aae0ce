import {
  TRIES_PER_NETWORK,
  type CodePurpose,
  type OneTimeCode,
} from '../../../domain/accounts/one-time-code.js';
import type { OneTimeCodeRepository } from '../../../ports/accounts/account-repositories.js';
import { fromStored, type Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

export class MongoOneTimeCodeRepository implements OneTimeCodeRepository {
  constructor(private readonly models: Models) {}

  async find(id: string): Promise<OneTimeCode | null> {
    const stored = await this.models.codes.model.findById(id).lean<Stored<OneTimeCode>>();
    return stored === null ? null : toCode(stored);
  }

  async live(
    accountId: string,
    purposes: readonly CodePurpose[],
    now: Date,
  ): Promise<readonly OneTimeCode[]> {
    const rows = await this.models.codes.model
      .find({ accountId, purpose: { $in: [...purposes] }, attemptsLeft: { $gt: 0 }, expiresAt: { $gt: now } })
      .sort({ _id: -1 })
      .lean<Stored<OneTimeCode>[]>();
    return rows.map(toCode);
  }

  async spendAttempt(id: string, network: string): Promise<boolean> {
    const tries = `triesByNetwork.${network}`;
    const { modifiedCount } = await this.models.codes.collection.updateOne(
      // Not `$lt`, which a network that has not tried yet would fail.
      { _id: id, attemptsLeft: { $gt: 0 }, [tries]: { $not: { $gte: TRIES_PER_NETWORK } } },
      { $inc: { attemptsLeft: -1, [tries]: 1 } },
    );
    return modifiedCount === 1;
  }

  async removeAll(): Promise<number> {
    return (await this.models.codes.collection.deleteMany({})).deletedCount;
  }
}

const NO_TRIES = { triesByNetwork: {} };

/** Codes of earlier versions lack the tries of each network. */
function toCode(stored: Stored<OneTimeCode>): OneTimeCode {
  return fromStored<OneTimeCode>({ ...NO_TRIES, ...stored });
}
