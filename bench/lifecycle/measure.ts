import { cpuPerItem } from '../support/cpu.js';
import { say } from '../support/results.js';
import { spreadOf } from '../support/statistics.js';
import { runInLanes, type Runner, type Stretch } from './in-lanes.js';

/** Lives of each before anything counts. */
export const WARM_UP = 100;

export interface Plan {
  readonly tickets: number;
  readonly concurrency: number;
  readonly rounds: number;
  readonly single: number;
  readonly isProfiled: boolean;
}

export interface Measured {
  readonly many: Stretch[];
  readonly single: Stretch[];
  /** Milliseconds of CPU that each process has used for each life, in each round of many. */
  readonly cpu: Record<string, number>[];
  /** The items of each kind of stretch. */
  readonly lives: { readonly many: string[]; readonly single: string[] };
}

/** Both take turns, each round in the other order; each item is used once by each. */
export async function measure(
  plan: Plan,
  runners: Readonly<Record<'ours' | 'floor', Runner>>,
  items: readonly string[],
  readCpu: () => Record<string, number>,
): Promise<Record<'ours' | 'floor', Measured>> {
  const measured = {
    ours: { many: [], single: [], cpu: [], lives: { many: [], single: [] } },
    floor: { many: [], single: [], cpu: [], lives: { many: [], single: [] } },
  } as Record<'ours' | 'floor', Measured>;
  const left = [...items];
  const warmUp = left.splice(0, WARM_UP);
  for (const runner of Object.values(runners)) await runInLanes(runner, warmUp, 10);
  for (let round = 1; round <= plan.rounds; round += 1) {
    const [many, single] = [left.splice(0, plan.tickets), left.splice(0, plan.single)];
    for (const name of round % 2 === 1 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)) {
      const before = readCpu();
      const stretch = await runInLanes(runners[name], many, plan.concurrency);
      measured[name].many.push(stretch);
      measured[name].cpu.push(cpuPerItem(before, readCpu(), many.length));
      const alone = await runInLanes(runners[name], single, 1);
      measured[name].single.push(alone);
      measured[name].lives.many.push(...many);
      measured[name].lives.single.push(...single);
      say(
        `round ${round}  ${name}: ${stretch.per_second.toFixed(1)}/s, one at a time p50 ${spreadOf(alone.latenciesMs).p50_ms} ms`,
      );
    }
  }
  return measured;
}
