import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { batchedFind } from '../../../src/adapters/mongo/kit/batched-find.js';

interface Thing {
  readonly _id: string;
  readonly name: string;
}

describe('batched reads', () => {
  let connection: Connection;
  let things: mongo.Collection<Thing>;
  let finds = 0;

  beforeAll(async () => {
    const uri = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    uri.pathname = `/t${randomUUID().slice(0, 8)}`;
    connection = await mongoose
      .createConnection(uri.toString(), { monitorCommands: true, bufferCommands: false })
      .asPromise();
    connection.getClient().on('commandStarted', ({ commandName }) => {
      if (commandName === 'find') finds += 1;
    });
    things = connection.collection<Thing>('things');
    await things.insertMany(
      Array.from({ length: 1_200 }, (_, index) => ({ _id: `t${index}`, name: `thing ${index}` })),
    );
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('return the right document to each caller, and null for a missing one', async () => {
    const find = batchedFind(things, '_id');
    finds = 0;
    const asked = ['t1', 't2', 'nowhere', 't1', 't999'];
    const found = await Promise.all(asked.map(find));
    expect(found.map((thing) => thing?.name ?? null)).toEqual([
      'thing 1',
      'thing 2',
      null,
      'thing 1',
      'thing 999',
    ]);
    expect(finds).toBe(1);
  });

  it('are combined while another read is running', async () => {
    const find = batchedFind(things, 'name');
    finds = 0;
    const first = find('thing 0');
    await new Promise(setImmediate);
    const others = Array.from({ length: 1_199 }, (_, index) => find(`thing ${index + 1}`));
    expect((await first)?._id).toBe('t0');
    expect((await Promise.all(others)).map((thing) => thing?._id)).toEqual(
      Array.from({ length: 1_199 }, (_, index) => `t${index + 1}`),
    );
    // At most one for the first, and three of 500 for all the others; the first may go with them.
    expect(finds).toBeLessThanOrEqual(4);
  });

  it('cache nothing, and see what was written before the call', async () => {
    const find = batchedFind(things, '_id');
    for (let round = 0; round < 50; round += 1) {
      const id = randomUUID();
      const before = find(id);
      await things.insertOne({ _id: id, name: id });
      await expect(find(id)).resolves.toMatchObject({ name: id });
      await before;
      const meanwhile = find('t1');
      await things.deleteOne({ _id: id });
      await expect(find(id)).resolves.toBeNull();
      await meanwhile;
    }
  });

  it('fail for the callers of the failed batch only', async () => {
    const collection = connection.collection<Thing>('later') as unknown as mongo.Collection<Thing>;
    const find = batchedFind(collection, '_id');
    // A view over a pipeline that the server refuses to run makes real faults of its own.
    await connection.createCollection('later', {
      viewOn: 'things',
      pipeline: [{ $set: { x: { $divide: [1, 0] } } }],
    });
    const failed = await Promise.allSettled(['t1', 't2'].map(find));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await collection.drop();
    await collection.insertOne({ _id: 't1', name: 'there' });
    await expect(find('t1')).resolves.toMatchObject({ name: 'there' });
  });
});
