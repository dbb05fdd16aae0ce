import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { createLogger } from '../../src/adapters/system/logger.js';
import { untraced } from '../../src/adapters/telemetry/untraced.js';
import { composeWorker } from '../../src/compose/compose.js';
import { closeTogether } from '../../src/compose/close-together.js';
import { openMongo } from '../../src/compose/mongo.js';
import { retryUntilConnected } from '../../src/compose/retry-until-connected.js';
import { openRuntime } from '../../src/compose/runtime.js';
import { ConfigError, loadConfig } from '../../src/config/config.js';
import { DomainError } from '../../src/domain/errors.js';
import { testConfig } from '../support/holdfast.js';
import { listeningLogger } from '../support/servers/listening-logger.js';

describe('a worker that starts', () => {
  it('waits for a server that is not there yet, and for nothing that stays', async () => {
    const { logger, lines } = listeningLogger();
    let tries = 0;
    const second = () => (++tries === 2 ? Promise.resolve('there') : Promise.reject(new Error('away')));
    expect(await retryUntilConnected(logger, 'MongoDB', undefined, second)).toBe('there');
    expect(lines).toMatchObject([{ level: 'warn', message: 'MongoDB not reachable yet; retrying' }]);
    const faulty = () => Promise.reject(new DomainError('invalid_input', 'This URI says nothing.'));
    await expect(retryUntilConnected(logger, 'MongoDB', undefined, faulty)).rejects.toThrow(
      'This URI says nothing.',
    );
    expect(lines).toHaveLength(1);
  });

  it('gives up what it waits for when it is asked to stop', async () => {
    const stopping = new AbortController();
    const { logger } = listeningLogger();
    const away = () => {
      stopping.abort();
      return Promise.reject(new Error('away'));
    };
    await expect(retryUntilConnected(logger, 'Temporal', stopping.signal, away)).rejects.toThrow('away');
  });

  it('says at once which file of words is faulty, while Temporal and MongoDB are away too', async () => {
    const config = testConfig({
      VOCABULARY_FILE: 'nowhere.yaml',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      MONGODB_URI: 'mongodb://127.0.0.1:1/nothing',
    });
    await expect(composeWorker(config, createLogger('silent', 'test'))).rejects.toThrow(
      /nowhere\.yaml has 1 fault[^]*Check VOCABULARY_FILE/,
    );
  });

  it('says which variable names an address for figures that is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const config = loadConfig({ TEMPORAL_METRICS_ADDRESS: `127.0.0.1:${port}` });
    const open = () => openRuntime(config, () => undefined);
    expect(open).toThrow(ConfigError);
    expect(open).toThrow(`TEMPORAL_METRICS_ADDRESS: cannot listen at 127.0.0.1:${port}: `);
    taken.close();
  });
});

describe('MongoDB', () => {
  const { mongo } = testConfig();
  let database: Connection;
  beforeAll(async () => {
    database = await mongoose.createConnection(mongo.uri).asPromise();
  });
  afterAll(async () => {
    await database.dropDatabase();
    await database.close();
  });

  it('is not left open if it does not get ready', async () => {
    // A view can have no index.
    await database.createCollection('tickets', { viewOn: 'others', pipeline: [] });
    const before = mongoose.connections.length;
    await expect(openMongo(mongo.uri, untraced)).rejects.toThrow();
    expect(mongoose.connections).toHaveLength(before);
  });

  it('is not waited for where its URI cannot be read', async () => {
    const before = mongoose.connections.length;
    await expect(openMongo('mongo://db/holdfast', untraced)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('MONGODB_URI: Invalid scheme'),
    });
    expect(mongoose.connections).toHaveLength(before);
  });
});

describe('what is closed together', () => {
  it('does not wait for hanging parts, and reports the first error when all are done', async () => {
    const closed: string[] = [];
    let release: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    const done = closeTogether(
      { close: () => hanging },
      { close: () => Promise.reject(new Error('stuck')) },
      null,
      {
        close: () => {
          closed.push('workers');
          release();
          return Promise.resolve();
        },
      },
    );
    await expect(done).rejects.toThrow('stuck');
    expect(closed).toEqual(['workers']);
  });
});
