/** `npm run chaos`: a load, faults by a plan, and an audit of what was promised. */
import { setTimeout as delay } from 'node:timers/promises';
import { chanceOf, type Chance } from '../../src/cli/simulate/chance.js';
import { signIn } from '../../bench/support/holdfast.js';
import { inLanes } from '../../bench/support/lanes.js';
import { audit } from './audit/audit.js';
import { collectEvidence } from './audit/evidence.js';
import { reportOf } from './audit/report.js';
import { carryOut } from './faults/carry-out.js';
import { describeFault, planFaults, type PlannedFault } from './faults/plan.js';
import { Caller } from './load/caller.js';
import { postMails } from './load/letters.js';
import { liveThrough, type People, type Story } from './load/story.js';
import type { Watcher } from './load/watcher.js';
import { letWatchersCatchUp, startWatchers } from './load/watchers.js';
import { CHAOS_HELP, chaosOptions, type ChaosOptions } from './options.js';
import { settle } from './settle.js';
import { PARTS } from './system/part.js';
import { startSystem, type ChaosSystem } from './system/system.js';

/** Tickets whose stories are told at the same time. */
const LANES = 48;
/** So many tickets over the API for each that comes by mail. */
const TICKETS_PER_MAIL = 10;

const startedAt = Date.now();

function say(line: string): void {
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${line}\n`);
}

async function main(args: readonly string[]): Promise<number> {
  const options = chaosOptions(args);
  if (options === null) {
    process.stdout.write(`${CHAOS_HELP}\n`);
    return 0;
  }
  say(`seed ${options.seed}: ${options.tickets} tickets, ${options.faults} faults`);
  const system = await startSystem(say);
  let isWell = false;
  try {
    isWell = await runThrough(system, options);
  } finally {
    const keeps = options.keeps || !isWell;
    await system.close(keeps);
    if (keeps) say(`databases and logs are kept in ${system.dir}`);
  }
  return isWell ? 0 : 1;
}

async function runThrough(system: ChaosSystem, options: ChaosOptions): Promise<boolean> {
  const watchers = await startWatchers(system.apiUrls);
  try {
    return await runWatched(system, options, watchers);
  } finally {
    await Promise.all(watchers.map((watcher) => watcher.close()));
  }
}

async function runWatched(
  system: ChaosSystem,
  options: ChaosOptions,
  watchers: readonly Watcher[],
): Promise<boolean> {
  const people = await peopleOf(system);
  const chance = chanceOf(options.seed);
  const plan = planFaults(chanceOf(options.seed + 1), options.faults);
  const [stories, posted] = await Promise.all([
    tellAll(people, chance, options),
    postMails(system.inboundPorts, Math.ceil(options.tickets / TICKETS_PER_MAIL), chanceOf(options.seed + 2)),
    goThrough(system, plan),
  ]);
  say('the load and the faults are over; waiting for what is due');
  const left = await settle(system);
  say('auditing');
  const evidence = await collectEvidence(system, stories, posted);
  await letWatchersCatchUp(evidence, watchers);
  const findings = audit({ ...evidence, watched: watchers });
  const endings = PARTS.map((name) => [name, system.part(name).endedByItself] as const);
  const ended = endings.filter(([, times]) => times > 0).map(([name, times]) => `${name} ${times} times`);
  process.stdout.write(
    [
      `Seed ${options.seed}: ${options.tickets} tickets, ${options.faults} faults.`,
      reportOf(findings),
      ended.length === 0 ? 'No process ended by itself.' : `Ended by itself: ${ended.join(', ')}.`,
      ...(left === null ? [] : [`NOT DONE after ten minutes of rest: ${left}.`]),
      '',
    ].join('\n'),
  );
  const isWell = left === null && findings.every(({ violations }) => violations.length === 0);
  if (!isWell) {
    const { seed, tickets, faults } = options;
    process.stdout.write(
      `Once more: npm run chaos -- --seed ${seed} --tickets ${tickets} --faults ${faults}\n`,
    );
  }
  return isWell;
}

async function peopleOf({ apiUrls, webhooks }: ChaosSystem): Promise<People> {
  const caller = async (name: Parameters<typeof signIn>[1]): Promise<Caller> =>
    new Caller(apiUrls, await signIn(apiUrls[0] ?? '', name));
  const [requester, manager, admin] = await Promise.all([caller('alice'), caller('maya'), caller('admin')]);
  await webhooks.register(apiUrls[0] ?? '', await signIn(apiUrls[0] ?? '', 'admin'));
  return { requester, manager, admin };
}

async function tellAll(people: People, chance: Chance, { tickets }: ChaosOptions): Promise<readonly Story[]> {
  const stories: Story[] = [];
  const seeds = Array.from({ length: tickets }, () => Math.floor(chance.between(1, 2 ** 31)));
  const progress = setInterval(() => say(`${stories.length} of ${tickets} stories are told`), 15_000);
  await inLanes(seeds, LANES, async (seed) => {
    stories.push(await liveThrough(people, chanceOf(seed)));
  });
  clearInterval(progress);
  return stories;
}

async function goThrough(system: ChaosSystem, plan: readonly PlannedFault[]): Promise<void> {
  for (const { afterMs, fault } of plan) {
    await delay(afterMs);
    say(describeFault(fault));
    await carryOut(system, fault);
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
});
