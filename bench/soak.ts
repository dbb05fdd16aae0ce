import { parseArgs } from 'node:util';
import { table } from '../src/cli/support/table.js';
import { figuresOf, type StageFigures } from './load/figures.js';
import { STEADY_SHARES } from './load/mix.js';
import { Target } from './load/target.js';
import { PROCESSES, startSampling, type Sample, type Samples } from './soak/sampling.js';
import { openDesk } from './support/desk.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { medianOf, rounded } from './support/statistics.js';
import { trendOf, type Trend } from './support/trend.js';
import { Workbench } from './support/workbench.js';

export const SOAK_HELP = `Whether anything grows in the API and the worker while the same load goes on and on.

npm run bench -- soak [options]
  --minutes <n>      of load; what grows in the second half counts (default 20)
  --share <n>        percent of the capacity found at the start (default 50)
  --connections <n>  (default 64)

The mix of load, and as many tickets are cancelled as are created. A slope needs time to be told from noise: in 20 minutes
some 30 MB/h, in two hours a few.`;

/** Growth that lies above this with 95 % of confidence fails it. */
const GROWTH_LIMIT_MB_PER_HOUR = 30;

/** Descriptors or threads more at the end of the second half than at its start. */
const HANDLES_LIMIT = 5;

const CAPACITY_SECONDS = 10;
const EVERY_MS = 10_000;

/** Access tokens last for half an hour. */
const STRETCH_MINUTES = 10;

type Measured = Awaited<ReturnType<typeof measure>>;
type Series = 'resident_mb' | 'heap_mb' | 'other_heaps_mb' | 'descriptors' | 'threads';
const SERIES: readonly Series[] = ['resident_mb', 'heap_mb', 'other_heaps_mb', 'descriptors', 'threads'];

/** @returns false when memory or handles grow, or something but successes is answered. */
export async function soak(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const figures = await measure(bench, options);
    print(figures);
    const isRight = areKept(promisesOf(figures));
    const { trends, stretches } = figures;
    const { slope, high } = trends.api.resident_mb;
    const file = writeResult({
      ...{ name: 'soak', unit: 'MB/h', ours: rounded(slope), floor: GROWTH_LIMIT_MB_PER_HOUR },
      ratio: rounded(high / GROWTH_LIMIT_MB_PER_HOUR),
      ...{ p50_ms: stretches[0]?.good.p50_ms ?? 0, p99_ms: stretches[0]?.good.p99_ms ?? 0 },
      ...{ machine, at: new Date().toISOString() },
      details: { options, shares: STEADY_SHARES, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(bench: Workbench, { minutes, share, connections }: ReturnType<typeof readOptions>) {
  const gaugesDir = bench.subdirectory('gauges');
  const desk = await openDesk(bench, 'soak', { gaugesDir });
  const target = await Target.prepare(bench, desk, STEADY_SHARES);
  const capacity = (await target.capacity(CAPACITY_SECONDS)).good_per_second;
  const ratePerSecond = Math.max(1, Math.round(capacity * share));
  say(`answered at most: ${capacity}/s; from now on ${ratePerSecond}/s are asked`);
  const stopSampling = startSampling(desk, gaugesDir, EVERY_MS);
  const stretches: StageFigures[] = [];
  for (let left = minutes; left > 0; left -= STRETCH_MINUTES) {
    const seconds = Math.min(left, STRETCH_MINUTES) * 60;
    const { stages } = await target.run(connections, [{ ratePerSecond, seconds }]);
    const figures = figuresOf(stages[0]!);
    stretches.push(figures);
    say(`${minutes - left + seconds / 60} min: p50 ${figures.good.p50_ms}, p99 ${figures.good.p99_ms} ms`);
  }
  const samples = stopSampling();
  const trends = Object.fromEntries(
    PROCESSES.map((name) => [name, trendsOf(secondHalf(samples[name]))]),
  ) as Record<(typeof PROCESSES)[number], Record<Series, Trend>>;
  return { capacity, asked: ratePerSecond, minutes, stretches, trends, samples };
}

function secondHalf(samples: readonly Sample[]): readonly Sample[] {
  return samples.slice(Math.floor(samples.length / 2));
}

/** Per hour. */
function trendsOf(samples: readonly Sample[]): Record<Series, Trend> {
  return Object.fromEntries(
    SERIES.map((series) => [series, trendOf(samples.map((sample) => [sample.minutes / 60, sample[series]]))]),
  ) as Record<Series, Trend>;
}

function promisesOf({ trends, stretches, minutes }: Measured): Record<string, boolean> {
  const halfHours = minutes / 2 / 60;
  const growth = PROCESSES.flatMap((name) => [
    [
      `${name}: memory grows by at most ${GROWTH_LIMIT_MB_PER_HOUR} MB/h: ${told(trends[name].resident_mb)}`,
      trends[name].resident_mb.low <= GROWTH_LIMIT_MB_PER_HOUR,
    ],
    ...(['descriptors', 'threads'] as const).map((series) => [
      `${name}: ${series} stay as they are: ${told(trends[name][series])}`,
      trends[name][series].low * halfHours <= HANDLES_LIMIT,
    ]),
  ]);
  const bad = stretches.filter(({ refused, wrong }) => refused > 0 || Object.keys(wrong).length > 0);
  return {
    ...Object.fromEntries(growth),
    [`nothing but successes: ${JSON.stringify(bad.map(({ refused, wrong }) => ({ refused, wrong })))}`]:
      bad.length === 0,
  };
}

function told({ slope, low, high }: Trend): string {
  return `${rounded(slope, 1)} an hour (${rounded(low, 1)} to ${rounded(high, 1)})`;
}

function print({ capacity, asked, samples, trends }: Measured): void {
  console.log(`asked ${asked}/s, of at most ${capacity}/s`);
  for (const name of PROCESSES) {
    const half = secondHalf(samples[name]);
    const rows = SERIES.map((series) => [
      ...[series, ...levels(samples[name], series)],
      told(trends[name][series]),
    ]);
    console.log(`\n${name}`);
    for (const line of table(['', 'first', 'median', 'last', 'growth in the second half'], rows))
      console.log(line);
    const { connections } = half.at(-1) ?? {};
    const delay = (series: 'delay_p50_ms' | 'delay_p99_ms') =>
      rounded(medianOf(half.map((sample) => sample[series])));
    console.log(
      `timers late: p50 ${delay('delay_p50_ms')}, p99 ${delay('delay_p99_ms')} ms (medians); connections ${JSON.stringify(connections)}`,
    );
  }
}

function levels(samples: Samples['api'], series: Series): string[] {
  const values = samples.map((sample) => sample[series]);
  return [values[0] ?? 0, medianOf(values), values.at(-1) ?? 0].map((value) => String(rounded(value, 1)));
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '20' },
      share: { type: 'string', default: '50' },
      connections: { type: 'string', default: '64' },
    },
  });
  return {
    minutes: countOf('minutes', values.minutes),
    share: countOf('share', values.share) / 100,
    connections: countOf('connections', values.connections),
  };
}
