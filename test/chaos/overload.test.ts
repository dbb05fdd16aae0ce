import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectMongo } from '../../src/adapters/mongo/kit/connection.js';
import { withDomainFaults } from '../../src/adapters/mongo/kit/faults.js';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { Client, type Answer } from '../support/http-client.js';
import { startService, type Service } from '../support/processes/service.js';
import { VPN_TICKET } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

const MAX_IN_PROGRESS = 2;
/** With those who may wait for a turn. */
const MOST = 33 * MAX_IN_PROGRESS;

/** A ticket on its way in, and what was answered as far as it was. */
interface Sending {
  readonly title: string;
  readonly key: string;
  readonly done: Promise<Answer>;
  answer?: Answer;
}

describe('an API process that is asked more than it can do', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-overload-'));
  let mongod: Awaited<ReturnType<typeof startMongod>>;
  let holdfast: Holdfast;
  let service: Service;
  let alice: Client;
  let url: string;

  beforeAll(async () => {
    const [mongoPort = 0, port = 0] = await freePorts(2);
    const binary = process.env['HOLDFAST_TEST_MONGOD_BINARY']!;
    mongod = await startMongod({ binary, port: mongoPort, dataDir });
    holdfast = await startHoldfast({ worker: false, environment: { MONGODB_URI: mongod.uri } });
    url = `http://127.0.0.1:${port}`;
    service = await startService(holdfast, 'src/server.ts', 'api ready', {
      ...{ PORT: String(port), API_MAX_IN_PROGRESS: String(MAX_IN_PROGRESS), RATE_LIMIT_DISABLED: 'true' },
    });
    alice = await new Client(url).signIn('alice@holdfast.local', DEMO_PASSWORD);
  });
  afterAll(async () => {
    process.kill(mongod.pid, 'SIGCONT');
    await service.kill();
    await holdfast.close();
    await mongod.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  function send(title: string, key: string = randomUUID()): Sending {
    const client = alice.with({ 'idempotency-key': key });
    const sending: Sending = {
      ...{ title, key },
      done: client.post('/api/v1/tickets', { ...VPN_TICKET, title }).then((answer) => {
        sending.answer = answer;
        return answer;
      }),
    };
    return sending;
  }

  const isRefused = ({ answer }: Sending) => answer?.body.code === 'overloaded';
  const collection = (name: string) => holdfast.mongo.collection(name);
  const linesWith = (text: string) =>
    service
      .log()
      .split('\n')
      .filter((line) => line.includes(text));

  /** Sends one after the other, until one is refused. */
  async function fill(): Promise<Sending[]> {
    const sent: Sending[] = [];
    await waitFor('a request to be refused', () => {
      if (sent.some(isRefused)) return true;
      sent.push(send(`filling ${sent.length}`));
      return undefined;
    });
    return sent;
  }

  it('refuses at once what would wait, keeps none of it, and carries on as soon as it can', async () => {
    process.kill(mongod.pid, 'SIGSTOP');
    const sent = await fill();
    const crowd = Array.from({ length: 100 }, (_, index) => send(`of a crowd, ${index}`));
    await waitFor('most of a crowd to be refused', () =>
      crowd.filter(isRefused).length >= crowd.length - MOST ? true : undefined,
    );
    expect((await alice.get('/health/live')).status).toBe(200);
    expect((await alice.get('/api/openapi.json')).status).toBe(200);
    // Nothing is counted, asked or looked for: it costs next to nothing.
    expect((await new Client(url).get('/api/v1/nowhere')).body.code).toBe('overloaded');
    process.kill(mongod.pid, 'SIGCONT');

    const all = [...sent, ...crowd];
    await Promise.all(all.map(({ done }) => done));
    const refused = all.filter(isRefused);
    for (const { answer } of refused) {
      expect(answer).toMatchObject({
        status: 503,
        body: { type: 'https://holdfast.dev/problems/overloaded', status: 503, instance: expect.any(String) },
      });
      expect(answer!.headers.get('retry-after')).toMatch(/^[1-5]$/u);
      expect(answer!.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(
      await collection('tickets').countDocuments({ title: { $in: refused.map(({ title }) => title) } }),
    ).toBe(0);
    const others = all.filter((sending) => !isRefused(sending));
    expect(
      others.map(({ answer }) => answer!.status).filter((status) => ![201, 503].includes(status)),
    ).toEqual([]);
    expect(linesWith('overloaded; refusing requests')).toHaveLength(1);
    expect(linesWith('"route":null,"status":503')).toEqual([]);

    await waitFor('the database to answer', async () =>
      (await alice.get('/health/ready')).status === 200 ? true : undefined,
    );
    for (const { title, key } of refused.slice(0, 20)) {
      const again = await send(title, key).done;
      expect([again.status, again.body.title, again.headers.get('idempotency-replayed')]).toEqual([
        201,
        title,
        null,
      ]);
    }
  });

  it('waits for a connection to MongoDB for some seconds only, for any query', async () => {
    const connection = await connectMongo(mongod.uri);
    const rooms = connection.collection('rooms');
    const repository = withDomainFaults({
      read: () => rooms.findOne({}),
      write: () => rooms.insertMany([{ name: 'one' }, { name: 'two' }]),
    });
    try {
      const wishes: readonly (() => Promise<unknown>)[] = [() => repository.read(), () => repository.write()];
      for (const ask of wishes) {
        process.kill(mongod.pid, 'SIGSTOP');
        const asking = Array.from({ length: 150 }, ask);
        const ended = Promise.allSettled(asking);
        await expect(Promise.race(asking)).rejects.toMatchObject({
          code: 'unavailable',
          retryAfterSeconds: 2,
        });
        process.kill(mongod.pid, 'SIGCONT');
        await ended;
      }
    } finally {
      process.kill(mongod.pid, 'SIGCONT');
      await connection.close();
    }
  });
});
