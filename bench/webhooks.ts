import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { startWebhookReceiver } from '../test/support/servers/webhook-receiver.js';
import { answerOf } from './support/answer.js';
import { startDependencies } from './support/dependencies.js';
import { clientOf, startApi, startWorker } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const WEBHOOKS_HELP = `Time from an event to its webhooks, one of them dead, and deliveries of one worker per second.

npm run bench -- webhooks [options]
  --events <n>     offered at the rate (default 2000); each goes to five webhooks
  --rate <n>       events a second (default 10)
  --burst <n>      events that are there at once, to four webhooks (default 500)`;

const LATENCY_LIMIT_MS = 2_000;
const GOOD = ['/a', '/b', '/c', '/d'];
/** Nothing listens there. */
const DEAD = 'http://127.0.0.1:9/';
const PATIENCE_MS = 60_000;
/** The workers know a new webhook then. */
const SETTLE_MS = 5_000;

type Options = ReturnType<typeof readOptions>;

/** @returns false if a webhook misses an event, or has it late. */
export async function webhooks(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const figures = await measure(bench, options);
    const { latency, missing, burst } = figures;
    console.log(`${figures.deliveries} deliveries: ${JSON.stringify(latency)}, ${missing} missing`);
    console.log(`one worker: ${burst.per_second} deliveries a second`);
    const isRight = areKept({
      [`p99 is at most ${LATENCY_LIMIT_MS} ms: ${latency.p99_ms}`]: latency.p99_ms <= LATENCY_LIMIT_MS,
      [`no webhook misses an event: ${missing}`]: missing === 0,
    });
    const file = writeResult({
      ...{ name: 'webhooks', unit: 'ms', ours: latency.p99_ms, floor: LATENCY_LIMIT_MS },
      ratio: rounded(latency.p99_ms / LATENCY_LIMIT_MS),
      ...{ p50_ms: latency.p50_ms, p99_ms: latency.p99_ms, machine, at: new Date().toISOString() },
      details: { options, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(bench: Workbench, { events, rate, burst }: Options) {
  const around = await startDependencies(bench, 'webhooks');
  const api = await startApi(bench, around);
  await startWorker(bench, around);
  const receiver = await startWebhookReceiver();
  const mongo = await mongoose.createConnection(around.mongoUri).asPromise();
  const log = mongo.collection<{ _id: string }>('events');
  const admin = await clientOf(api, 'admin');
  const sentAt = new Map<string, number>();
  const write = async (): Promise<void> => {
    const event = { _id: uuidv7(), ...EVENT, ticketId: uuidv7(), at: new Date() };
    sentAt.set(event._id, Date.now());
    await log.insertOne(event, { writeConcern: { w: 'majority' } });
  };
  const arrived = () => GOOD.reduce((sum, path) => sum + receiver.received(path).length, 0);
  const waitForAll = async (): Promise<void> => {
    const until = Date.now() + PATIENCE_MS;
    while (arrived() < sentAt.size * GOOD.length && Date.now() < until) await delay(20);
  };
  try {
    for (const url of [...GOOD.map((path) => receiver.url(path)), DEAD]) {
      await answerOf(admin.POST('/api/v1/webhooks', { body: { url } }));
    }
    await delay(SETTLE_MS);
    const startedAt = performance.now();
    const writes: Promise<void>[] = [];
    for (let count = 0; count < events; count += 1) {
      await delay(Math.max(0, startedAt + (count * 1_000) / rate - performance.now()));
      writes.push(write());
    }
    await Promise.all(writes);
    await waitForAll();
    const latencies = GOOD.flatMap((path) => receiver.received(path)).map(
      ({ headers, at }) => at - (sentAt.get(headers['webhook-id'] ?? '') ?? at),
    );
    const missing = sentAt.size * GOOD.length - arrived();
    const { webhooks: all } = await answerOf(admin.GET('/api/v1/webhooks'));
    const dead = all.find(({ url }) => url === DEAD);
    await answerOf(
      admin.DELETE('/api/v1/webhooks/{webhook}', {
        params: { path: { webhook: dead?.id ?? '' }, header: { 'If-Match': '*' } },
      }),
    );
    await delay(SETTLE_MS);
    const before = arrived();
    const burstAt = performance.now();
    await Promise.all(Array.from({ length: burst }, write));
    await waitForAll();
    const seconds = (performance.now() - burstAt) / 1_000;
    return {
      deliveries: before,
      latency: spreadOf(latencies),
      missing,
      burst: { deliveries: arrived() - before, per_second: rounded((arrived() - before) / seconds) },
    };
  } finally {
    await mongo.close();
    await receiver.close();
  }
}

/** No other consumer wants it. */
const EVENT = {
  ticketNumber: 'TKT-2026-000001',
  type: 'ticket.accepted',
  actor: { type: 'user', id: 'bench', name: 'Bench' },
  origin: 'api',
  isInternal: false,
  details: {},
  ticketVersion: 2,
  publishedAt: new Date(),
};

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '10' },
      burst: { type: 'string', default: '500' },
    },
  });
  return {
    events: countOf('events', values.events),
    rate: countOf('rate', values.rate),
    burst: countOf('burst', values.burst),
  };
}
