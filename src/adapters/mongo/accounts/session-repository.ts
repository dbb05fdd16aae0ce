import type { Connection } from 'mongoose';
import type { RefreshToken, Session, SessionUse } from '../../../domain/accounts/session.js';
import type { Rotation, SessionRepository } from '../../../ports/accounts/account-repositories.js';
import { batchedFind } from '../kit/batched-find.js';
import { fromStored, toStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';
import { inTransaction } from '../kit/transaction.js';

export class MongoSessionRepository implements SessionRepository {
  private readonly findById;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.findById = batchedFind(models.sessions.collection, '_id');
  }

  /** Runs on every request. MongoDB's TTL deletes up to a minute late, hence the check of the date. */
  async find(id: string, now: Date): Promise<Session | null> {
    const stored = await this.findById(id);
    return stored === null || stored.expiresAt <= now ? null : fromStored<Session>(stored);
  }

  async rotate(tokenId: string, next: Omit<RefreshToken, 'sessionId'>, now: Date): Promise<Rotation> {
    let rotation: Rotation = { outcome: 'unknown' };
    await inTransaction(this.connection, async (session) => {
      rotation = { outcome: 'unknown' };
      const { sessions, refreshTokens } = this.models;
      const token = await refreshTokens.collection.findOne({ _id: tokenId }, { session });
      if (token === null || token.expiresAt <= now) return;
      const { sessionId } = token;
      if (token.usedAt !== null) {
        rotation = { outcome: 'reused', sessionId };
        return;
      }
      // Of two parallel writes, the second conflicts: its transaction retries and finds the token used.
      await refreshTokens.collection.updateOne({ _id: tokenId }, { $set: { usedAt: now } }, { session });
      await refreshTokens.collection.insertOne(toStored({ ...next, sessionId }), { session });
      const stored = await sessions.collection.findOneAndUpdate(
        { _id: sessionId },
        { $set: { expiresAt: next.expiresAt } },
        { session, returnDocument: 'after' },
      );
      if (stored !== null) rotation = { outcome: 'rotated', session: fromStored<Session>(stored) };
    });
    return rotation;
  }

  async listOf(personId: string, now: Date): Promise<readonly Session[]> {
    const rows = await this.models.sessions.collection
      .find({ 'person.id': personId, expiresAt: { $gt: now } })
      .sort({ createdAt: -1 })
      .toArray();
    return rows.map((row) => fromStored<Session>(row));
  }

  async recordUse(id: string, { expiresAt, ...use }: SessionUse): Promise<void> {
    await this.models.sessions.collection.updateOne(
      { _id: id },
      { $set: use, ...(expiresAt === undefined ? {} : { $max: { expiresAt } }) },
    );
  }

  async endAll(): Promise<number> {
    await this.models.refreshTokens.collection.deleteMany({});
    return (await this.models.sessions.collection.deleteMany({})).deletedCount;
  }
}
