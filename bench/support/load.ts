import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { rounded, spreadOf, type Spread } from './statistics.js';
import { cleanEnvironment, type Workbench } from './workbench.js';

const run = promisify(execFile);

/** What the load process is told. Ends after `seconds`, or after `amount` requests where that is given. */
export interface LoadPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly amount?: number;
  /** Answers of this long after the start are not counted: the load generator itself starts cold. */
  readonly settleSeconds?: number;
  /** Reads the `number` of every ticket out of the answers. */
  readonly collectNumbers?: boolean;
}

/** What the load process saw. */
export interface LoadReport {
  /** Milliseconds since the epoch, just before the first request. */
  readonly startedAt: number;
  /** From the first request that counts to the last answer. */
  readonly seconds: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections lost and answers that never came. */
  readonly errors: number;
  readonly latenciesMs: readonly number[];
  readonly numbers: readonly string[];
}

/** One stretch of load. Only answers 201 count; everything else is reported. */
export interface LoadFigures extends Spread {
  readonly per_second: number;
  readonly created: number;
  readonly seconds: number;
  readonly not_created: Readonly<Record<string, number>>;
  readonly errors: number;
}

/** Runs the load generator in a process of its own, as far from ours as from its floor. */
export async function load(bench: Workbench, plan: LoadPlan): Promise<LoadReport> {
  const script = bench.scriptOf(new URL('./load-process.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, JSON.stringify(plan)], {
    env: cleanEnvironment(),
    timeout: (plan.amount === undefined ? plan.seconds + 40 : 120) * 1_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout) as LoadReport;
}

export function figuresOf({ statuses, seconds, errors, latenciesMs }: LoadReport): LoadFigures {
  const { 201: created = 0, ...rest } = statuses;
  return {
    per_second: rounded(created / seconds, 1),
    created,
    seconds: rounded(seconds),
    not_created: rest,
    errors,
    ...spreadOf(latenciesMs),
  };
}
