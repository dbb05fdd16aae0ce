import { parseArgs } from 'node:util';
import { collectionScans } from './growth/plans.js';
import { readings, type Reading } from './growth/readings.js';
import { countFigures } from './growth/figures.js';
import { growTo, openArchive } from './growth/seed.js';
import { timesOf } from './growth/times.js';
import { clientOf, startApi } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, type Spread } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const GROWTH_HELP = `How reading keeps its pace while tickets grow in number.

npm run bench -- growth [options]
  --sizes <list>   tickets to measure with, growing (default 1000,100000,1000000)
  --requests <n>   of each kind at each size (default 200)
  --figures <n>    tickets of a year in the made-up counts of figures (default 1000000)`;

/** How much slower than at the first size what is marked as bound may be. */
const LIMIT = 1.5;

/** @returns false when a bound reading has slowed down too much, or one goes through a whole collection. */
export async function growth(args: readonly string[]): Promise<boolean> {
  const { sizes, requests, counted } = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const mongoUri = (await bench.mongod())('growth');
    const api = await startApi(bench, { mongoUri });
    const [manager, requester] = await Promise.all([clientOf(api, 'admin'), clientOf(api, 'alice')]);
    const archive = await openArchive(mongoUri, requester);
    await countFigures(archive, counted);
    const all = readings({ manager, requester, archive });
    const figures: { size: number; times: Record<string, Spread>; scans: readonly string[] }[] = [];
    for (const size of sizes) {
      await growTo(archive, size);
      const scans = await collectionScans(mongoUri, all);
      const times = await timesOf(all, requests);
      figures.push({ size, times, scans });
      say(`${size} tickets measured`);
    }
    await archive.close();
    print(all, figures);
    const ratios = Object.fromEntries(all.map(({ name }) => [name, ratioOf(figures, name)]));
    const isRight = areKept({
      ...Object.fromEntries(
        all
          .filter(({ isBound }) => isBound)
          .map(({ name }) => [
            `${name} takes at most ${LIMIT} times as long: ${ratios[name]}`,
            (ratios[name] ?? Infinity) <= LIMIT,
          ]),
      ),
      ...Object.fromEntries(figures.flatMap((one) => withinMost(all, one))),
      ...Object.fromEntries(
        figures.flatMap(({ size, scans }) =>
          scans.map((scan) => [`nothing reads a whole collection of ${size}: ${scan}`, false]),
        ),
      ),
    });
    const [first, last] = [figures[0]?.times['first page'], figures.at(-1)?.times['first page']];
    const file = writeResult({
      ...{ name: 'growth', unit: 'ms', ours: last?.p50_ms ?? 0, floor: first?.p50_ms ?? 0 },
      ratio: ratios['first page'] ?? 0,
      ...{ p50_ms: last?.p50_ms ?? 0, p99_ms: last?.p99_ms ?? 0, machine, at: new Date().toISOString() },
      details: { options: { sizes, requests, figures: counted }, is_right: isRight, ratios, figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

type Figures = readonly { readonly size: number; readonly times: Record<string, Spread> }[];

function withinMost(all: readonly Reading[], { size, times }: Figures[number]): [string, boolean][] {
  return all.flatMap(({ name, mostMs }) => {
    const p99 = times[name]?.p99_ms ?? Infinity;
    return mostMs === undefined
      ? []
      : [[`${name} takes at most ${mostMs} ms (p99) with ${size} tickets: ${p99}`, p99 <= mostMs]];
  });
}

function ratioOf(figures: Figures, name: string): number {
  const [first, last] = [figures[0]?.times[name]?.p50_ms ?? 0, figures.at(-1)?.times[name]?.p50_ms ?? 0];
  return rounded(last / first);
}

function print(all: readonly Reading[], figures: Figures): void {
  const header = ['p50 ms with so many tickets', ...figures.map(({ size }) => String(size)), 'ratio'];
  const rows = all.map(({ name, isBound }) => [
    `${name}${isBound ? ' *' : ''}`,
    ...figures.map(({ times }) => String(times[name]?.p50_ms ?? '')),
    String(ratioOf(figures, name)),
  ]);
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [header, ...rows]) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  }
  for (const { name } of all.filter(({ mostMs }) => mostMs !== undefined)) {
    const most = figures.map(({ size, times }) => `${times[name]?.p99_ms ?? ''} with ${size}`);
    console.log(`p99 ms of ${name}: ${most.join(', ')}`);
  }
  console.log(`* bound: at most ${LIMIT} times as long as with ${figures[0]?.size}`);
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '1000,100000,1000000' },
      requests: { type: 'string', default: '200' },
      figures: { type: 'string', default: '1000000' },
    },
  });
  return {
    sizes: values.sizes.split(',').map((size) => countOf('sizes', size)),
    requests: countOf('requests', values.requests),
    counted: countOf('figures', values.figures),
  };
}
