import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import type {
  GrantedClaim,
  IdempotencyClaim,
  IdempotencyRecords,
} from '../../../src/ports/operations/idempotency.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Not in the past: what has expired is taken away by MongoDB at any moment. */
const START = new Date();

describe('idempotency records', () => {
  let connection: Connection;
  let records: IdempotencyRecords;

  beforeAll(async () => {
    const uri = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    uri.pathname = `/t${randomUUID().slice(0, 8)}`;
    connection = await connectMongo(uri.toString());
    records = (await openRepositories(connection)).idempotency;
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  /** The same request, so many seconds after the first. */
  function requests(id = randomUUID()) {
    return (seconds: number, fields: Partial<IdempotencyClaim> = {}): IdempotencyClaim => {
      const now = new Date(START.getTime() + seconds * 1000);
      return {
        id,
        requestHash: 'a body',
        resourceId: randomUUID(),
        now,
        lockedUntil: new Date(now.getTime() + 5_000),
        expiresAt: new Date(now.getTime() + DAY_MS),
        ...fields,
      };
    };
  }

  async function granted(claim: IdempotencyClaim): Promise<GrantedClaim> {
    const outcome = await records.claim(claim);
    if (outcome.state !== 'claimed') throw new Error(`not granted: ${outcome.state}`);
    return outcome.claim;
  }

  it('are claimed by one of many callers, with its id', async () => {
    const at = requests();
    const claims = Array.from({ length: 30 }, () => at(0));
    const outcomes = await Promise.all(claims.map((claim) => records.claim(claim)));
    const winners = outcomes.flatMap((outcome) => (outcome.state === 'claimed' ? [outcome.claim] : []));
    expect(winners).toHaveLength(1);
    expect(winners[0]!.isFirst).toBe(true);
    expect(claims.map(({ resourceId }) => resourceId)).toContain(winners[0]!.resourceId);
    expect(outcomes.filter(({ state }) => state === 'running')).toHaveLength(29);
  });

  it('are taken over with the first id when the lock has expired, by one of many', async () => {
    const at = requests();
    const first = await granted(at(0));
    expect(await records.claim(at(4.999))).toEqual({ state: 'running' });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => records.claim(at(5))));
    const winners = outcomes.flatMap((outcome) => (outcome.state === 'claimed' ? [outcome.claim] : []));
    expect(winners).toEqual([{ ...first, lockedUntil: at(5).lockedUntil, isFirst: false }]);
  });

  it('always return the first recorded answer', async () => {
    const at = requests();
    const claim = await granted(at(0));
    await records.settle(claim, 'one');
    await records.settle(claim, 'two');
    await records.unlock(claim);
    await records.forget(claim);
    expect(await records.claim(at(1))).toEqual({ state: 'answered', answer: 'one' });
    expect(await records.claim(at(3600))).toEqual({ state: 'answered', answer: 'one' });
  });

  it('are refused with another body, in every state', async () => {
    const at = requests();
    const other = { requestHash: 'another body' };
    const claim = await granted(at(0));
    expect(await records.claim(at(1, other))).toEqual({ state: 'mismatch' });
    expect(await records.claim(at(10, other))).toEqual({ state: 'mismatch' });
    await records.settle(claim, 'one');
    expect(await records.claim(at(1, other))).toEqual({ state: 'mismatch' });
  });

  it('are free at once for the same request when unlocked, for any request when deleted', async () => {
    const at = requests();
    const first = await granted(at(0));
    await records.unlock(first);
    const second = await granted(at(1));
    expect(second).toMatchObject({ resourceId: first.resourceId, isFirst: false });
    await records.forget(second);
    const third = await granted(at(2, { requestHash: 'another body' }));
    expect(third.isFirst).toBe(true);
    expect(third.resourceId).not.toBe(first.resourceId);
  });

  it('cannot be freed by a run that has lost its lock', async () => {
    const at = requests();
    const slow = await granted(at(0));
    await granted(at(6));
    await records.forget(slow);
    await records.unlock(slow);
    expect(await records.claim(at(7))).toEqual({ state: 'running' });
    // What it has created is the same thing, though.
    await records.settle(slow, 'one');
    expect(await records.claim(at(8))).toEqual({ state: 'answered', answer: 'one' });
  });

  it('expire in the database a day after their last claim', async () => {
    const at = requests();
    const { id } = await granted(at(0));
    const collection = connection.collection<{ _id: string; expiresAt: Date }>('idempotency_keys');
    expect((await collection.findOne({ _id: id }))?.expiresAt).toEqual(new Date(START.getTime() + DAY_MS));
    await granted(at(10));
    expect((await collection.findOne({ _id: id }))?.expiresAt).toEqual(
      new Date(START.getTime() + 10_000 + DAY_MS),
    );
    const indexes = await collection.indexes();
    expect(indexes.filter((index) => index.expireAfterSeconds !== undefined)).toMatchObject([
      { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ]);
  });
});
