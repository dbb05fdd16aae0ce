import { parseArgs } from 'node:util';
import { ticketWorkflowId } from '../workflows/ids.js';
import { prepareFloor } from './lifecycle/floor.js';
import { readHistories } from './lifecycle/histories.js';
import { measure, WARM_UP, type Plan } from './lifecycle/measure.js';
import { prepareOurs } from './lifecycle/ours.js';
import { report } from './lifecycle/report.js';
import { timesToAssignment } from './lifecycle/time-to-assignment.js';
import { eventsOfWholeLives, WHOLE_LIFE_LIMIT } from './lifecycle/whole-life.js';
import { startDependencies } from './support/dependencies.js';
import { cpuMs } from './support/cpu.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { printProfiles } from './support/profile.js';
import { Workbench } from './support/workbench.js';

export const LIFECYCLE_HELP = `How fast tickets get from their event to their assignment mail, beside a bare workflow of empty activities.

npm run bench -- lifecycle [options]
  --tickets <n>      of each round (default 200)
  --concurrency <n>  under way at once (default 50)
  --rounds <n>       in each of which both have a turn (default 3)
  --single <n>       tickets one at a time, for latency, in each round (default 10; 0 leaves them out)
  --profile          profiles our worker; figures are lower then`;

const SAMPLED_HISTORIES = 20;

/** The last step of a workflow comes after the measured point; histories are read when it is over. */
const SETTLE_MS = 3_000;

/** @returns false when a ticket was mailed more than once, or the history of a whole life is too long. */
export async function lifecycle(args: readonly string[]): Promise<boolean> {
  const plan = readPlan(args);
  const machine = describeMachine();
  return Workbench.use((bench) => runLives(bench, plan, machine));
}

async function runLives(
  bench: Workbench,
  plan: Plan,
  machine: ReturnType<typeof describeMachine>,
): Promise<boolean> {
  const around = await startDependencies(bench, 'lifecycle');
  const { sink, temporalAddress } = around;
  const tickets = WARM_UP + plan.rounds * (plan.tickets + plan.single);
  const { isProfiled } = plan;
  const ours = await prepareOurs(bench, { around, sink, tickets, isProfiled });
  const floor = await prepareFloor(bench, temporalAddress);
  const measured = await measure(plan, { ours, floor }, ours.numbers, () => cpuMs(bench.pids()));
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const sampled = ours.numbers.slice(-SAMPLED_HISTORIES);
  const histories = {
    ours: await readHistories(temporalAddress, sampled.map(ticketWorkflowId)),
    floor: await readHistories(
      temporalAddress,
      sampled.map((number) => `floor/${number}`),
    ),
  };
  const once = [...sink.arrivals.values()].filter((arrivals) => arrivals.length === 1).length;
  const after = { ours: await ours.timesToAssignment(), floor: floor.assignedAfter };
  const assignment = timesToAssignment(measured.ours, after);
  const wholeLife = await eventsOfWholeLives(bench, around);
  await ours.close();
  await floor.close();
  report(plan, machine, measured, { ...histories, wholeLife, assignment }, { tickets, mailed_once: once });
  if (isProfiled) printProfiles(bench);
  return once === tickets && wholeLife < WHOLE_LIFE_LIMIT;
}

function readPlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tickets: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '3' },
      single: { type: 'string', default: '10' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    tickets: countOf('tickets', values.tickets),
    concurrency: countOf('concurrency', values.concurrency),
    rounds: countOf('rounds', values.rounds),
    single: countOf('single', values.single, 0),
    isProfiled: values.profile,
  };
}
