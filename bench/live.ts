import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { SAMPLES } from '../src/cli/demo/samples.js';
import { openWatchers } from './live/sockets.js';
import { answerOf } from './support/answer.js';
import { clientOf, startApi, type RunningApi } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { residentOf } from './support/memory.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const LIVE_HELP = `Memory of live sockets, and the time from an event to its sockets.

npm run bench -- live [options]
  --sockets <n>   open at once (default 2000)
  --watchers <n>  sockets for each ticket (default 20)
  --rate <n>      events a second (default 50)
  --seconds <n>   (default 20)`;

const MEMORY_LIMIT_MB = 120;
const LATENCY_LIMIT_MS = 250;
/** Events may still be on their way, and memory settles. */
const SETTLE_MS = 3_000;

type Options = ReturnType<typeof readOptions>;

/** @returns false if the sockets need too much memory, or events are late or missing. */
export async function live(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const mongoUri = (await bench.mongod())('live');
    const api = await startApi(bench, { mongoUri });
    const figures = await measure(api, mongoUri, options);
    const { sockets, grown_mb, latency, missing } = figures;
    console.log(`${sockets} sockets: ${figures.before_mb} MB before, ${grown_mb} MB more`);
    console.log(`${figures.events} events: ${JSON.stringify(latency)}, ${missing} missing`);
    const isRight = areKept({
      [`${sockets} sockets add at most ${MEMORY_LIMIT_MB} MB: ${grown_mb}`]: grown_mb <= MEMORY_LIMIT_MB,
      [`p99 is at most ${LATENCY_LIMIT_MS} ms: ${latency.p99_ms}`]: latency.p99_ms <= LATENCY_LIMIT_MS,
      [`no socket misses an event: ${missing}`]: missing === 0,
    });
    const file = writeResult({
      ...{ name: 'live', unit: 'ms', ours: latency.p99_ms, floor: LATENCY_LIMIT_MS },
      ratio: rounded(latency.p99_ms / LATENCY_LIMIT_MS),
      ...{ p50_ms: latency.p50_ms, p99_ms: latency.p99_ms, machine, at: new Date().toISOString() },
      details: { options, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(api: RunningApi, mongoUri: string, options: Options) {
  const { sockets, watchers } = options;
  const [alice, bob] = await Promise.all([clientOf(api, 'alice'), clientOf(api, 'bob')]);
  const tickets: { readonly id: string; readonly number: string }[] = [];
  while (tickets.length < Math.max(1, Math.floor(sockets / watchers))) {
    tickets.push(await answerOf(alice.POST('/api/v1/tickets', { body: SAMPLES[0] })));
  }
  const sentAt = new Map<string, number>();
  const latenciesMs: number[] = [];
  const onEvent = (id: string): void => {
    const at = sentAt.get(id);
    if (at !== undefined) latenciesMs.push(performance.now() - at);
  };
  const before = residentOf(api.server.pid).now_mb;
  const followed = Array.from(
    { length: sockets },
    (_none, index) => tickets[index % tickets.length]?.id ?? '',
  );
  const open = await openWatchers({ client: bob, url: api.url, tickets: followed, onEvent });
  await delay(SETTLE_MS);
  const after = residentOf(api.server.pid).now_mb;
  const expected = await writeEvents(mongoUri, tickets, followed, options, sentAt);
  await delay(SETTLE_MS);
  open.close();
  return {
    ...{ sockets: open.count, before_mb: before, grown_mb: after - before, events: sentAt.size },
    latency: spreadOf(latenciesMs),
    missing: expected - latenciesMs.length,
  };
}

/**
 * Writes events to the log, as a commit does: the clock starts before the write. Returns how many frames they make.
 */
async function writeEvents(
  mongoUri: string,
  tickets: readonly { readonly id: string; readonly number: string }[],
  followed: readonly string[],
  { rate, seconds }: Options,
  sentAt: Map<string, number>,
): Promise<number> {
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const events = mongo.collection<{ _id: string }>('events');
  const startedAt = performance.now();
  let frames = 0;
  try {
    const writes: Promise<unknown>[] = [];
    for (let count = 0; count < rate * seconds; count += 1) {
      await delay(Math.max(0, startedAt + (count * 1_000) / rate - performance.now()));
      const { id: ticketId = '', number: ticketNumber = '' } = tickets[count % tickets.length] ?? {};
      frames += followed.filter((each) => each === ticketId).length;
      const event = { _id: uuidv7(), ticketId, ticketNumber, ...EVENT, at: new Date(), ticketVersion: count };
      sentAt.set(event._id, performance.now());
      writes.push(events.insertOne(event, { writeConcern: { w: 'majority' } }));
    }
    await Promise.all(writes);
  } finally {
    await mongo.close();
  }
  return frames;
}

const EVENT = {
  type: 'ticket.edited',
  actor: { type: 'user', id: 'bench', name: 'Bench' },
  origin: 'api',
  isInternal: false,
  details: { priority: { from: 'low', to: 'high' } },
  publishedAt: new Date(),
};

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sockets: { type: 'string', default: '2000' },
      watchers: { type: 'string', default: '20' },
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
    },
  });
  return {
    sockets: countOf('sockets', values.sockets, 1, 9_000),
    watchers: countOf('watchers', values.watchers),
    rate: countOf('rate', values.rate),
    seconds: countOf('seconds', values.seconds),
  };
}
