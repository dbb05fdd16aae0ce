import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/support/table.js';
import { figuresOf, recoveredAfterMs, type StageFigures } from './load/figures.js';
import { SHARES } from './load/mix.js';
import { Target } from './load/target.js';
import { openDesk, type Desk } from './support/desk.js';
import type { RunningApi } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { residentOf, type Resident } from './support/memory.js';
import { printProfiles } from './support/profile.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { meanOf, rounded } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const LOAD_HELP = `Reads and writes as a desk sees them, at half of what the API can do, and beyond what it can do.

npm run bench -- load [options]
  --connections <list>  in turn, below capacity (default 16,64,256)
  --seconds <n>         of each stretch (default 20)
  --share <n>           percent of the capacity that is asked below it (default 50)
  --profile             profiles the API process and the worker; figures are lower then
  --overload <n>        percent of the capacity that is asked beyond it, at 1024 connections (default 250)

Half of all requests are lists (first page, filtered), a quarter get a ticket, 15 % create one, 10 % comment on one.`;

/** More than wait and are carried out, or else the generator would be the one that keeps requests waiting. */
const OVERLOAD_CONNECTIONS = 1_024;
const SETTLE_SECONDS = 3;

/** Of what the process holds of the machine's memory at any time. */
const LIMITS_MB = { api: 500, worker: 600 } as const;

/** What is accepted in an overload waits for three seconds at most, then for those that are carried out beside it. */
const WAIT_LIMIT_MS = 5_000;

/** Who waits when the overload ends has waited for a second and a half at most. */
const RECOVERY_LIMIT_MS = 2_000;

type Options = ReturnType<typeof readOptions>;
type Measured = Awaited<ReturnType<typeof measure>>;

/** @returns false when something fails that should not, somebody waits too long, or memory is not bounded. */
export async function load(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const desk = await openDesk(bench, 'load', { isProfiled: options.isProfiled });
    const figures = await measure(desk, await Target.prepare(bench, desk, SHARES), options);
    print(figures);
    const isRight = areKept(promisesOf(figures));
    for (const line of failuresOf(bench, desk.api)) say(line);
    const { capacity, overload, below } = figures;
    const file = writeResult({
      ...{ name: 'load', unit: 'requests/s', ours: overload.during.good_per_second, floor: capacity },
      ratio: rounded(overload.during.good_per_second / capacity),
      ...{ p50_ms: below[0]?.figures.good.p50_ms ?? 0, p99_ms: below[0]?.figures.good.p99_ms ?? 0 },
      ...{ machine, at: new Date().toISOString() },
      details: { options, shares: SHARES, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    if (options.isProfiled) await tellProfiles(bench, desk);
    return isRight;
  });
}

/** What the API itself says of requests that it could not serve; a few will do. */
function failuresOf({ dir }: Workbench, { server }: RunningApi): string[] {
  const lines = readFileSync(join(dir, 'logs', `${server.name}.log`), 'utf8').split('\n');
  return lines.filter((line) => line.includes('"msg":"request failed"')).slice(0, 3);
}

/** They are written when the processes end. */
async function tellProfiles(bench: Workbench, { api, worker }: Desk): Promise<void> {
  for (const server of [api.server, worker]) await bench.stop(server);
  printProfiles(bench);
}

async function measure(desk: Desk, target: Target, { connections, seconds, share, overload }: Options) {
  const first = await target.capacity(seconds);
  const rate = (part: number) => Math.max(1, Math.round(first.good_per_second * part));
  say(`answered at most: ${first.good_per_second}/s (p50 ${first.good.p50_ms} ms)`);
  const below: { connections: number; figures: StageFigures }[] = [];
  for (const count of connections) {
    const { stages } = await target.run(count, [
      { ratePerSecond: rate(share), seconds: SETTLE_SECONDS },
      { ratePerSecond: rate(share), seconds },
    ]);
    below.push({ connections: count, figures: figuresOf(stages[1]!) });
    say(`${count} connections measured`);
  }
  const memory = () => ({ api: residentOf(desk.api.server.pid), worker: residentOf(desk.worker.pid) });
  const memoryBefore = memory();
  const { stages } = await target.run(OVERLOAD_CONNECTIONS, [
    { ratePerSecond: rate(share), seconds },
    { ratePerSecond: rate(overload), seconds },
    { ratePerSecond: rate(share), seconds },
  ]);
  const memoryAfter = memory();
  const [before, during, after] = stages.map(figuresOf) as [StageFigures, StageFigures, StageFigures];
  const last = await target.capacity(seconds);
  return {
    capacity: rounded(meanOf([first.good_per_second, last.good_per_second]), 1),
    capacities: [first, last],
    asked: { below: rate(share), overload: rate(overload) },
    below,
    overload: { before, during, after, recovered_after_ms: recoveredAfterMs(stages[2]!, before.good) },
    memory: { before: memoryBefore, after: memoryAfter },
  };
}

function promisesOf({ below, overload, memory, capacities }: Measured): Record<string, boolean> {
  const calm = [...below.map(({ figures }) => figures), ...capacities];
  const all = [...calm, overload.before, overload.during, overload.after];
  const wrong = all
    .map(({ wrong: statuses }) => statuses)
    .filter((statuses) => Object.keys(statuses).length > 0);
  const refused = [...calm, overload.before].reduce((sum, figures) => sum + figures.refused, 0);
  const { during, recovered_after_ms: recovered } = overload;
  return {
    [`nothing but successes and 503: ${JSON.stringify(wrong)}`]: wrong.length === 0,
    [`no 503 at or below capacity: ${refused}`]: refused === 0,
    [`beyond capacity there are 503: ${during.refused}`]: during.refused > 0,
    [`what is accepted then takes ${WAIT_LIMIT_MS} ms at most (p99): ${during.good.p99_ms}`]:
      during.good.p99_ms <= WAIT_LIMIT_MS,
    [`all is as before within ${RECOVERY_LIMIT_MS} ms: ${String(recovered)}`]:
      recovered !== null && recovered <= RECOVERY_LIMIT_MS,
    [`the API stays below ${LIMITS_MB.api} MB: ${memory.after.api.peak_mb}`]:
      memory.after.api.peak_mb < LIMITS_MB.api,
    [`the worker stays below ${LIMITS_MB.worker} MB: ${memory.after.worker.peak_mb}`]:
      memory.after.worker.peak_mb < LIMITS_MB.worker,
  };
}

function print({ capacity, capacities, asked, below, overload, memory }: Measured): void {
  const row = (name: string, rate: number | null, { good, ...figures }: StageFigures) => [
    ...[name, rate === null ? '-' : String(rate), String(figures.good_per_second)],
    ...[good.p50_ms, good.p90_ms, good.p99_ms, good.max_ms].map(String),
    `${figures.refused} of ${figures.requests}`,
    JSON.stringify(figures.wrong),
  ];
  const head = ['', 'asked/s', 'good/s', 'p50 ms', 'p90 ms', 'p99 ms', 'max ms', '503', 'wrong'];
  const rows = [
    ...capacities.map((figures) => row('as much as goes, 64 connections', null, figures)),
    ...below.map(({ connections, figures }) => row(`${connections} connections`, asked.below, figures)),
    row('before the overload', asked.below, overload.before),
    row('overload', asked.overload, overload.during),
    row('after it', asked.below, overload.after),
  ];
  for (const line of table(head, rows)) console.log(line);
  const { during, recovered_after_ms: recovered } = overload;
  const { p50_ms, p99_ms, max_ms } = during.refusals;
  console.log(`refusals in the overload: p50 ${p50_ms}, p99 ${p99_ms}, at most ${max_ms} ms`);
  console.log(`as before ${recovered === null ? 'never' : `${recovered} ms`} after its end`);
  console.log(
    `done in the overload, of what can be done (${capacity}/s): ${rounded(during.good_per_second / capacity)}`,
  );
  const told = ({ now_mb, peak_mb }: Resident) => `${now_mb} MB, at most ${peak_mb}`;
  const { before, after } = memory;
  console.log(
    `API ${told(before.api)} before, ${told(after.api)} after; worker ${told(before.worker)}, ${told(after.worker)}`,
  );
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      connections: { type: 'string', default: '16,64,256' },
      seconds: { type: 'string', default: '20' },
      share: { type: 'string', default: '50' },
      overload: { type: 'string', default: '250' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    connections: values.connections.split(',').map((count) => countOf('connections', count)),
    seconds: countOf('seconds', values.seconds),
    share: countOf('share', values.share) / 100,
    overload: countOf('overload', values.overload) / 100,
    isProfiled: values.profile,
  };
}
