import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { tempDir } from './fixtures/temp-dir.js';

const binary = process.env['HOLDFAST_TEST_MONGOD_BINARY'];

(binary === undefined ? describe.skip : describe)('startMongod', () => {
  it('keeps its data over a kill -9 and a restart on another port, and has transactions each time', async () => {
    const dataDir = tempDir();
    const [firstPort = 0, secondPort = 0] = await freePorts(2);

    const first = await startMongod({ binary: binary!, port: firstPort, dataDir });
    await withTransaction(first.uri, (notes, session) => notes.insertOne({ text: 'kept' }, { session }));
    first.kill();
    await first.exited;

    const second = await startMongod({ binary: binary!, port: secondPort, dataDir });
    const kept = await withTransaction(second.uri, (notes, session) => notes.countDocuments({}, { session }));
    expect(kept).toBe(1);
    await second.stop();
  });
});

async function withTransaction<T>(
  uri: string,
  work: (notes: mongo.Collection, session: mongo.ClientSession) => Promise<T>,
): Promise<T> {
  const client = new mongo.MongoClient(uri);
  try {
    return await client.withSession((session) =>
      session.withTransaction(() => work(client.db().collection('notes'), session)),
    );
  } finally {
    await client.close();
  }
}
