import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';

describe('ticket numbers', () => {
  let connection: Connection;

  beforeAll(async () => {
    const uri = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    uri.pathname = `/t${randomUUID().slice(0, 8)}`;
    connection = await connectMongo(uri.toString());
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('start at one, without gaps in one process', async () => {
    const { numbers } = await openRepositories(connection);
    expect([await numbers.next(2026), await numbers.next(2026)]).toEqual([
      'TKT-2026-000001',
      'TKT-2026-000002',
    ]);
    expect(await numbers.next(2027)).toBe('TKT-2027-000001');
  });

  it('are unique for 64 callers in several processes, beyond 9,999 and beyond six digits', async () => {
    await connection
      .collection<{ _id: string }>('counters')
      .updateOne({ _id: 'ticket-number-2030' }, { $set: { next: 9_950 } }, { upsert: true });
    const processes = await Promise.all(Array.from({ length: 4 }, () => openRepositories(connection)));
    const drawn = await Promise.all(
      Array.from({ length: 64 }, async (_, caller) => {
        const { numbers } = processes[caller % 4]!;
        return Promise.all(Array.from({ length: 10 }, () => numbers.next(2030)));
      }),
    );
    const all = drawn.flat();
    expect(new Set(all).size).toBe(640);
    expect(all).toContain('TKT-2030-010001');
    await connection
      .collection<{ _id: string }>('counters')
      .updateOne({ _id: 'ticket-number-2031' }, { $set: { next: 1_000_000 } }, { upsert: true });
    expect(await processes[0]!.numbers.next(2031)).toBe('TKT-2031-1000001');
  });
});
