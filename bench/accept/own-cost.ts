import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { SAMPLES } from '../../src/cli/demo/samples.js';
import { accepts } from '../../src/dev/servers/reachable.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { waitUntil } from '../../src/dev/wait.js';
import { startApi } from '../support/holdfast.js';
import { cpuMs, cpuPerItem } from '../support/cpu.js';
import { figuresOf, load, type LoadReport } from '../support/load.js';
import { say } from '../support/results.js';
import { cleanEnvironment, type Workbench } from '../support/workbench.js';

const run = promisify(execFile);

/** What is measured: ours, its floor, and two more for the record. */
export type Contender = 'ours' | 'floor' | 'floor_indexed' | 'driver';

export interface OwnCostOptions {
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
  /** V8 takes its time: the rate still grows after five seconds. Not counted. */
  readonly warmUpSeconds: number;
  readonly isProfiled: boolean;
}

export interface OwnCost {
  readonly stretches: readonly { readonly contender: Contender; readonly report: LoadReport }[];
  /** Processor time of each process for a ticket of ours, in milliseconds; less moved by other load than the rate is. */
  readonly cpuPerTicket: Readonly<Record<string, number>>;
  /** What is in the database afterwards, against what was answered. */
  readonly stored: { readonly tickets: number; readonly events: number; readonly answered: number };
}

const SETTLE_SECONDS = 1;

/** The API by itself, no worker, no Temporal, beside its floor: they take turns, each round in the other direction. */
export async function measureOwnCost(
  bench: Workbench,
  databases: (name: string) => string,
  options: OwnCostOptions,
): Promise<OwnCost> {
  const mongoUri = databases('accept_ours');
  const api = await startApi(bench, { mongoUri }, { isProfiled: options.isProfiled });
  const { connections } = options;
  const bodies = SAMPLES.map((sample) => JSON.stringify(sample));
  const overHttp = (url: string, headers: Readonly<Record<string, string>>) => (seconds: number) =>
    load(bench, { url, headers, bodies, connections, seconds, settleSeconds: SETTLE_SECONDS });
  const contenders: [Contender, (seconds: number) => Promise<LoadReport>][] = [
    ['ours', overHttp(api.ticketsUrl, api.headers)],
    // The same headers too, so that the load generator and the HTTP parser have the same to do.
    ['floor', overHttp(await startFloor(bench, databases('accept_floor')), api.headers)],
    ['floor_indexed', overHttp(await startFloor(bench, databases('accept_indexed'), 'indexed'), api.headers)],
    ['driver', (seconds) => runDriver(bench, databases('accept_driver'), options, seconds)],
  ];
  const stretches: { contender: Contender; report: LoadReport }[] = [];
  let answered = 0;
  let counted = 0;
  const spent: Record<string, number> = {};
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [contender, measure] of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const before = cpuMs(bench.pids());
      const report = await measure(round === 0 ? options.warmUpSeconds : options.seconds);
      if (contender === 'ours') answered += report.statuses[201] ?? 0;
      if (contender === 'ours' && round > 0) {
        counted += report.statuses[201] ?? 0;
        for (const [name, ms] of Object.entries(cpuMs(bench.pids()))) {
          spent[name] = (spent[name] ?? 0) + ms - (before[name] ?? 0);
        }
      }
      const { per_second, p50_ms, p99_ms } = figuresOf(report);
      say(
        `${round === 0 ? 'warm-up' : `round ${round}`}  ${contender}: ${per_second}/s, p50 ${p50_ms}, p99 ${p99_ms} ms`,
      );
      if (round > 0) stretches.push({ contender, report });
    }
  }
  await bench.stop(api.server);
  const cpuPerTicket = cpuPerItem({}, spent, counted);
  return { stretches, cpuPerTicket, stored: { ...(await countStored(mongoUri)), answered } };
}

async function startFloor(bench: Workbench, uri: string, indexes = ''): Promise<string> {
  const [port = 0] = await freePorts(1);
  await bench.start({
    name: `floor-${port}`,
    source: new URL('../floor/http-floor.ts', import.meta.url),
    args: [uri, String(port), indexes],
    env: { NODE_ENV: 'production' },
    ready: (failed) =>
      waitUntil(() => accepts({ host: '127.0.0.1', port }), {
        what: 'the floor to listen',
        timeoutMs: 30_000,
        failed,
      }),
  });
  return `http://127.0.0.1:${port}/api/v1/tickets`;
}

async function runDriver(
  bench: Workbench,
  uri: string,
  { connections, warmUpSeconds }: OwnCostOptions,
  seconds: number,
): Promise<LoadReport> {
  // Its process is a new one each time, so it warms up each time.
  const warmUp = warmUpSeconds / 2;
  const script = bench.scriptOf(new URL('../floor/driver-process.ts', import.meta.url));
  const args = [script, uri, String(connections), String(seconds), JSON.stringify(SAMPLES), String(warmUp)];
  const { stdout } = await run(process.execPath, args, {
    env: { ...cleanEnvironment(), NODE_ENV: 'production' },
    timeout: (seconds + warmUp + 30) * 1_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout) as LoadReport;
}

async function countStored(uri: string): Promise<{ tickets: number; events: number }> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const [tickets, events] = await Promise.all([
      connection.collection('tickets').countDocuments(),
      // Those of accounts lie there too.
      connection.collection('events').countDocuments({ ticketId: { $exists: true } }),
    ]);
    return { tickets, events };
  } finally {
    await connection.close();
  }
}
