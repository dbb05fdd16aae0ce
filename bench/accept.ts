import { parseArgs } from 'node:util';
import { table } from '../src/cli/support/table.js';
import { holds } from './accept/audit.js';
import { measureEverything, type Everything } from './accept/everything.js';
import { measureOwnCost, type Contender, type OwnCost } from './accept/own-cost.js';
import { figuresOf, type LoadFigures } from './support/load.js';
import { countOf } from './support/options.js';
import { describeMachine } from './support/machine.js';
import { printProfiles } from './support/profile.js';
import { say, writeResult } from './support/results.js';
import { medianOf, rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const ACCEPT_HELP = `How fast tickets are accepted over HTTP, beside a bare handler that stores the same two documents.

npm run bench -- accept [options]
  --connections <n>  at once (default 16)
  --seconds <n>      of each stretch (default 6)
  --rounds <n>       in each of which everybody has a turn (default 5)
  --warm-up <n>      seconds before the first round (default 10)
  --tickets <n>      for the second part, with everything running (default 500; 0 leaves it out)
  --profile          profiles the API process and the worker; figures are lower then`;

/** @returns false when an answer was not 201, or a ticket was lost, doubled, or not mailed exactly once. */
export async function accept(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use((bench) => takeIn(bench, options, machine));
}

async function takeIn(
  bench: Workbench,
  options: ReturnType<typeof readOptions>,
  machine: ReturnType<typeof describeMachine>,
): Promise<boolean> {
  const { connections, tickets, isProfiled } = options;
  const databases = await bench.mongod();
  const ownCost = await measureOwnCost(bench, databases, options);
  const everything =
    tickets === 0
      ? null
      : await measureEverything(bench, databases('everything'), { tickets, connections, isProfiled });
  const figures = compare(ownCost);
  const isRight = isOwnCostRight(ownCost) && (everything === null || holds(everything.audit, tickets));
  print(figures, ownCost, everything);
  const file = writeResult({
    name: 'accept',
    unit: 'tickets/s',
    ours: figures.pooled.ours.per_second,
    floor: figures.pooled.floor.per_second,
    ratio: figures.ratio,
    p50_ms: figures.pooled.ours.p50_ms,
    p99_ms: figures.pooled.ours.p99_ms,
    machine,
    at: new Date().toISOString(),
    details: {
      options,
      is_right: isRight,
      ...figures,
      cpu_ms_per_ticket: ownCost.cpuPerTicket,
      stored: ownCost.stored,
      everything,
    },
  });
  say(`written to ${file}`);
  if (isProfiled) printProfiles(bench);
  return isRight;
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      connections: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '6' },
      rounds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '10' },
      tickets: { type: 'string', default: '500' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    connections: countOf('connections', values.connections),
    seconds: countOf('seconds', values.seconds),
    rounds: countOf('rounds', values.rounds),
    warmUpSeconds: countOf('warm-up', values['warm-up']),
    tickets: countOf('tickets', values.tickets, 0),
    isProfiled: values.profile,
  };
}

/** All rounds of each together, and the ratio round by round, whose scatter tells how much to believe. */
function compare({ stretches }: OwnCost) {
  const of = (contender: Contender) =>
    stretches.filter((stretch) => stretch.contender === contender).map(({ report }) => report);
  const pooled = (contender: Contender): LoadFigures => {
    const reports = of(contender);
    const seconds = reports.reduce((sum, report) => sum + report.seconds, 0);
    const all = reports.map(figuresOf);
    const created = all.reduce((sum, figures) => sum + figures.created, 0);
    return {
      per_second: rounded(created / seconds, 1),
      created,
      seconds: rounded(seconds),
      not_created: Object.assign({}, ...all.map((figures) => figures.not_created)),
      errors: all.reduce((sum, figures) => sum + figures.errors, 0),
      ...spreadOf(reports.flatMap((report) => report.latenciesMs)),
    };
  };
  const rounds = of('ours').map((report, index) => {
    const perSecond = (contender: Contender) => figuresOf(of(contender)[index] ?? report).per_second;
    const [ours, floor] = [perSecond('ours'), perSecond('floor')];
    const [floor_indexed, driver] = [perSecond('floor_indexed'), perSecond('driver')];
    return { ours, floor, floor_indexed, driver, ratio: rounded(ours / floor) };
  });
  const all = {
    ours: pooled('ours'),
    floor: pooled('floor'),
    floor_indexed: pooled('floor_indexed'),
    driver: pooled('driver'),
  };
  return {
    pooled: all,
    rounds,
    ratio: rounded(all.ours.per_second / all.floor.per_second),
    ratio_median_of_rounds: rounded(medianOf(rounds.map(({ ratio }) => ratio))),
    ratio_to_floor_indexed: rounded(all.ours.per_second / all.floor_indexed.per_second),
  };
}

/** Every answer is 201, and the database has a ticket and an event for each (or more: the last answers are cut off). */
function isOwnCostRight({ stretches, stored }: OwnCost): boolean {
  const isClean = stretches.every(({ report }) => Object.keys(report.statuses).join() === '201');
  return isClean && stored.tickets === stored.events && stored.tickets >= stored.answered;
}

function print(
  figures: ReturnType<typeof compare>,
  { stored, cpuPerTicket }: OwnCost,
  everything: Everything | null,
): void {
  const rows = Object.entries(figures.pooled).map(
    ([name, { per_second, p50_ms, p99_ms, not_created, errors }]) => [
      name,
      ...[per_second, p50_ms, p99_ms].map(String),
      `${JSON.stringify(not_created)}, ${errors} errors`,
    ],
  );
  for (const line of table(['worker stopped', 'per s', 'p50 ms', 'p99 ms', 'other than 201'], rows))
    console.log(line);
  const ratios = figures.rounds.map(({ ratio }) => ratio).join(' ');
  console.log(`ratio ours/floor ${figures.ratio} (by round: ${ratios})`);
  console.log(`CPU ms per ticket: ${JSON.stringify(cpuPerTicket)}`);
  console.log(`stored: ${JSON.stringify(stored)}`);
  if (everything === null) return;
  const { mailed_per_second, seconds, created_to_mailed, audit } = everything;
  console.log(
    `\neverything running: ${mailed_per_second} tickets/s assigned and mailed (${seconds} s), created to mailed p50 ${created_to_mailed.p50_ms} ms, p99 ${created_to_mailed.p99_ms} ms`,
  );
  console.log(JSON.stringify(audit));
}
