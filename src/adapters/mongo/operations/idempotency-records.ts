import type {
  ClaimOutcome,
  GrantedClaim,
  IdempotencyClaim,
  IdempotencyRecords,
} from '../../../ports/operations/idempotency.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';
import type { StoredIdempotencyRecord } from '../schema/stored-records.js';

/** An instant at which every lock has ended. */
const UNLOCKED = new Date(0);

/** Records are deleted only between a refused upsert and its check; twice in a row does not happen. */
const MAX_ATTEMPTS = 3;

/** The collection `idempotency_keys`; its TTL index forgets. */
export class MongoIdempotencyRecords implements IdempotencyRecords {
  constructor(private readonly models: Models) {}

  async claim(claim: IdempotencyClaim): Promise<ClaimOutcome> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const granted = await this.take(claim);
      if (granted !== null) return { state: 'claimed', claim: granted };
      const record = await this.models.idempotency.collection.findOne({ _id: claim.id });
      if (record !== null) return reasonOf(record, claim);
    }
    return { state: 'running' };
  }

  async settle({ id, resourceId }: GrantedClaim, answer: string): Promise<void> {
    await this.models.idempotency.collection.updateOne(
      { _id: id, resourceId, answer: null },
      { $set: { answer } },
    );
  }

  async unlock({ id, lockedUntil }: GrantedClaim): Promise<void> {
    await this.models.idempotency.collection.updateOne(
      { _id: id, lockedUntil, answer: null },
      { $set: { lockedUntil: UNLOCKED } },
    );
  }

  async forget({ id, lockedUntil }: GrantedClaim): Promise<void> {
    await this.models.idempotency.collection.deleteOne({ _id: id, lockedUntil, answer: null });
  }

  /**
   * One upsert: it inserts a new record, or takes over one of the same request whose lock has ended.
   * Any other record conflicts. A lock ends later than the one before it, so `lockedUntil` identifies the run.
   */
  private async take(claim: IdempotencyClaim): Promise<GrantedClaim | null> {
    const { id, requestHash, resourceId, now, lockedUntil, expiresAt } = claim;
    try {
      const record = await this.models.idempotency.collection.findOneAndUpdate(
        { _id: id, requestHash, answer: null, lockedUntil: { $lte: now } },
        { $set: { lockedUntil, expiresAt }, $setOnInsert: { resourceId } },
        { upsert: true, returnDocument: 'after' },
      );
      if (record === null) throw new Error('An upsert that returns the document returned none.');
      return { id, lockedUntil, resourceId: record.resourceId, isFirst: record.resourceId === resourceId };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
}

function reasonOf(record: StoredIdempotencyRecord, { requestHash }: IdempotencyClaim): ClaimOutcome {
  if (record.requestHash !== requestHash) return { state: 'mismatch' };
  return record.answer === null ? { state: 'running' } : { state: 'answered', answer: record.answer };
}
