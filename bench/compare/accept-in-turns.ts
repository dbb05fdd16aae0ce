import { SAMPLES } from '../../src/cli/demo/samples.js';
import { cpuMs } from '../support/cpu.js';
import { startApi, type RunningApi } from '../support/holdfast.js';
import { figuresOf, load } from '../support/load.js';
import { say } from '../support/results.js';
import { Workbench } from '../support/workbench.js';
import { orderOf, type Run, type Runs, type Side } from './figures.js';

const CONNECTIONS = 16;
/** The rate still grows for seconds while V8 compiles. Not counted. */
const WARM_UP_SECONDS = 10;
const TURN_SECONDS = 3;
const SETTLE_SECONDS = 0.5;

/**
 * Accepts tickets with the API of this tree and of another checkout, in turns, on one MongoDB with a database for each.
 * The bare floor of `accept` varies by a factor of two within a run on a shared machine. Turns of seconds meet the same
 * load.
 */
export async function acceptInTurns(checkout: string, pairs: number): Promise<Runs> {
  return Workbench.use(
    (theirs) =>
      Workbench.use(async (bench) => {
        const databases = await bench.mongod();
        const apis: Record<Side, RunningApi> = {
          ours: await startApi(bench, { mongoUri: databases('accept_ours') }),
          other: await startApi(theirs, { mongoUri: databases('accept_other') }),
        };
        const take = (side: Side, seconds: number) => takeTurn(bench, apis[side], seconds);
        await take('ours', WARM_UP_SECONDS);
        await take('other', WARM_UP_SECONDS);
        const runs: Record<Side, Run[]> = { ours: [], other: [] };
        for (let pair = 0; pair < pairs; pair++) {
          for (const side of orderOf(pair)) runs[side].push(await take(side, TURN_SECONDS));
          const [ours, other] = [runs.ours[pair], runs.other[pair]];
          say(`pair ${pair + 1}: ${ours?.perSecond ?? 0} and ${other?.perSecond ?? 0} per second`);
        }
        return runs;
      }),
    checkout,
  );
}

async function takeTurn(bench: Workbench, api: RunningApi, seconds: number): Promise<Run> {
  const pids = { api: api.server.pid, mongod: bench.pids()['mongod'] ?? 0 };
  const sum = () => Object.values(cpuMs(pids)).reduce((total, ms) => total + ms, 0);
  const before = sum();
  const report = await load(bench, {
    url: api.ticketsUrl,
    headers: api.headers,
    bodies: SAMPLES.map((sample) => JSON.stringify(sample)),
    connections: CONNECTIONS,
    seconds,
    settleSeconds: SETTLE_SECONDS,
  });
  const { 201: created = 0, ...rest } = report.statuses;
  if (created === 0 || Object.keys(rest).length > 0) {
    throw new Error(`answers other than 201: ${JSON.stringify(report.statuses)}`);
  }
  const { per_second, p50_ms, p99_ms } = figuresOf(report);
  return {
    perSecond: per_second,
    ratio: null,
    cpuMs: (sum() - before) / created,
    p50Ms: p50_ms,
    p99Ms: p99_ms,
  };
}
