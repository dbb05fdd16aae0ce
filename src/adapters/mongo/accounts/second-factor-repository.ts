import { DomainError } from '../../../domain/errors.js';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import type { SecondFactorRepository } from '../../../ports/accounts/account-repositories.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

export class MongoSecondFactorRepository implements SecondFactorRepository {
  constructor(private readonly models: Models) {}

  async find(accountId: string): Promise<SecondFactor | null> {
    const stored = await this.models.secondFactors.collection.findOne({ _id: accountId });
    return stored === null ? null : fromStored<SecondFactor>(stored);
  }

  async propose(factor: SecondFactor): Promise<void> {
    const { _id, ...fields } = toStored(factor);
    try {
      await this.models.secondFactors.collection.updateOne(
        { _id, confirmedAt: null },
        { $set: fields },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError('duplicate', 'Your account already has a second factor. Remove it first.');
    }
  }

  async useStep(accountId: string, step: number): Promise<boolean> {
    const { modifiedCount } = await this.models.secondFactors.collection.updateOne(
      { _id: accountId, lastStep: { $lt: step } },
      { $set: { lastStep: step } },
    );
    return modifiedCount === 1;
  }

  async useRecoveryCode(accountId: string, hash: string): Promise<boolean> {
    const { modifiedCount } = await this.models.secondFactors.collection.updateOne(
      { _id: accountId, recoveryHashes: hash },
      { $pull: { recoveryHashes: hash } },
    );
    return modifiedCount === 1;
  }
}
