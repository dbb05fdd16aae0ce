import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import type { HoldfastClient } from '../src/client/client.js';
import { startWebhookReceiver, type WebhookReceiver } from '../test/support/servers/webhook-receiver.js';
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
  --burst <n>      events that are there at once, to four webhooks (default 500)
  --away <n>       events that one webhook misses while it is away, and then recovers (default 500)`;

const LATENCY_LIMIT_MS = 2_000;
const GOOD = ['/a', '/b', '/c', '/d'];
/** Away, and back. */
const AWAY = '/away';
/** Nothing listens there. */
const DEAD = 'http://127.0.0.1:9/';
const PATIENCE_MS = 60_000;
/** Ten thousand events, at a tenth of the speed of a burst. */
const AWAY_PATIENCE_MS = 900_000;
const BATCH = 500;
/** The workers know a new webhook then. */
const SETTLE_MS = 5_000;

type Options = ReturnType<typeof readOptions>;

/** @returns false if a webhook misses an event, or has it late. */
export async function webhooks(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const figures = await measure(bench, options);
    const { latency, missing, burst, away } = figures;
    console.log(`${figures.deliveries} deliveries: ${JSON.stringify(latency)}, ${missing} missing`);
    console.log(`one worker: ${burst.per_second} deliveries a second`);
    console.log(`after ${away.events} events: ${JSON.stringify(away)}`);
    const isRight = areKept({
      [`p99 is at most ${LATENCY_LIMIT_MS} ms: ${latency.p99_ms}`]: latency.p99_ms <= LATENCY_LIMIT_MS,
      [`no webhook misses an event: ${missing}`]: missing === 0,
      [`no event is lost while a webhook is away: ${away.missing}`]: away.missing === 0,
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

async function measure(bench: Workbench, { events, rate, burst, away }: Options) {
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
      away: await measureAway({ admin, mongo, receiver }, away),
    };
  } finally {
    await mongo.close();
    await receiver.close();
  }
}

interface Around {
  readonly admin: HoldfastClient;
  readonly mongo: mongoose.Connection;
  readonly receiver: WebhookReceiver;
}

/** One more webhook misses events while it answers 503, and then recovers them. */
async function measureAway({ admin, mongo, receiver }: Around, events: number) {
  receiver.answer(AWAY, () => 503);
  const since = new Date(Date.now() - 1_000).toISOString();
  const { id } = await answerOf(admin.POST('/api/v1/webhooks', { body: { url: receiver.url(AWAY) } }));
  await delay(SETTLE_MS);
  const until = Date.now() + AWAY_PATIENCE_MS;
  const deliveries = mongo.collection('webhook_deliveries');
  const stored = () => deliveries.countDocuments({ endpointId: id, attempts: { $ne: [] } });
  const missedAt = performance.now();
  for (let written = 0; written < events; written += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, events - written) }, () => ({
      ...{ _id: uuidv7(), ...EVENT, ticketId: uuidv7(), at: new Date() },
    }));
    await mongo.collection<{ _id: string }>('events').insertMany(rows, { writeConcern: { w: 'majority' } });
    while ((await stored()) < written && Date.now() < until) await delay(100);
  }
  while ((await stored()) < events && Date.now() < until) await delay(100);
  const missedSeconds = (performance.now() - missedAt) / 1_000;
  const tries = receiver.received(AWAY).length;
  receiver.answer(AWAY, () => 204);
  const recoveredAt = performance.now();
  await answerOf(
    admin.POST('/api/v1/webhooks/{webhook}/recover', { params: { path: { webhook: id } }, body: { since } }),
  );
  const after = () => receiver.received(AWAY).slice(tries);
  const ids = () => new Set(after().map(({ headers }) => headers['webhook-id']));
  while (ids().size < events && Date.now() < until) await delay(200);
  const seconds = (performance.now() - recoveredAt) / 1_000;
  return {
    events,
    // Few: once it counts as down, it is probed.
    requests_while_away: tries,
    missed_per_second: rounded(events / missedSeconds),
    missing: events - ids().size,
    sent_twice: after().length - ids().size,
    recovered_per_second: rounded(ids().size / seconds),
  };
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
      away: { type: 'string', default: '500' },
    },
  });
  return {
    events: countOf('events', values.events),
    rate: countOf('rate', values.rate),
    burst: countOf('burst', values.burst),
    away: countOf('away', values.away),
  };
}
