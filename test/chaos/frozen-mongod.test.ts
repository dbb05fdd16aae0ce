import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../src/adapters/mongo/kit/connection.js';
import { withDomainFaults } from '../../src/adapters/mongo/kit/faults.js';
import { defineModels, ensureIndexes, type Models } from '../../src/adapters/mongo/schema/models.js';
import { MongoEventLog } from '../../src/adapters/mongo/operations/event-log.js';
import { RawFiles } from '../../src/adapters/mongo/kit/raw-files.js';
import { inTransaction } from '../../src/adapters/mongo/kit/transaction.js';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import type { LogEntry } from '../../src/ports/operations/event-log.js';
import { waitFor } from '../support/wait-for.js';

/** How long the server may say nothing here; in production it is longer. */
const SILENCE_MS = 3_000;

/** Less than the 40 s that the driver waits by its own settings, and far more than it takes. */
const BOUND_MS = 30_000;

describe('a MongoDB that is frozen', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-frozen-'));
  let mongod: Awaited<ReturnType<typeof startMongod>>;
  let connection: Connection;
  let models: Models;

  beforeAll(async () => {
    const [port = 0] = await freePorts(1);
    mongod = await startMongod({ binary: process.env['HOLDFAST_TEST_MONGOD_BINARY']!, port, dataDir });
    connection = await connectMongo(mongod.uri, SILENCE_MS);
    models = defineModels(connection, () => undefined);
    await ensureIndexes(models);
  });
  afterAll(async () => {
    process.kill(mongod.pid, 'SIGCONT');
    await connection.close();
    await mongod.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  it('delays every kind of request for a limited time', async () => {
    const { users, counters } = models;
    const repository = withDomainFaults({
      find: () => users.model.findById('nobody'),
      list: () => users.collection.find({}).toArray(),
      write: () => counters.collection.updateOne({ _id: 'x' }, { $inc: { next: 1 } }, { upsert: true }),
      file: () => new RawFiles(connection, 'frozen').idsBeginning('x'),
      transaction: () =>
        inTransaction(connection, async (session) => {
          await counters.collection.insertOne({ _id: 'y', next: 1 }, { session });
        }),
    });
    // On connections that are there already: the server is frozen, and not away.
    await Promise.all([repository.find(), repository.list(), repository.write()]);
    process.kill(mongod.pid, 'SIGSTOP');
    const since = Date.now();
    const asked = Object.values(repository).map((ask): Promise<unknown> => ask());
    const ends = await Promise.allSettled(asked);
    expect(Date.now() - since).toBeLessThan(BOUND_MS);
    expect(ends).toEqual(
      asked.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 'unavailable' }) })),
    );
    process.kill(mongod.pid, 'SIGCONT');
    await waitFor('an answer', () => repository.list().catch(() => undefined));
  });

  it('and a stream of events is not ended by a silence that is longer than the server may be silent', async () => {
    const heard: string[] = [];
    const stop = new AbortController();
    const log = new MongoEventLog(models);
    const hear = ({ event }: LogEntry) => {
      if (event !== null) heard.push(event.id);
    };
    const watching = log.readAfter(await log.newestToken(), hear, stop.signal);
    let broke = false;
    watching.catch(() => (broke = true));
    await new Promise((resolve) => setTimeout(resolve, 2 * SILENCE_MS));
    const event = { _id: 'an-event', ticketId: 't', at: new Date(), publishedAt: null };
    await models.events.collection.insertOne(event as never);
    await waitFor('the event', () => (heard.includes(event._id) ? true : undefined));
    expect(broke).toBe(false);
    stop.abort();
    await watching;
  });
});
