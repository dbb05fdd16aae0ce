import { parseArgs } from 'node:util';
import { countOf } from '../../bench/support/options.js';

export interface ChaosOptions {
  /** Decides on the load and on every fault. */
  readonly seed: number;
  readonly tickets: number;
  readonly faults: number;
  /** Keeps the directory with the logs and databases. */
  readonly keeps: boolean;
}

export const CHAOS_HELP = `npm run chaos -- [--seed n] [--tickets n] [--faults n] [--keep]

Two API processes, two workers, MongoDB, Temporal, a mail server and a stand-in for Gemini, under load, while faults
happen to them by a plan that the seed decides on. At the end an auditor looks at MongoDB, Temporal and the mails.
Exits with 1 when anything that was promised does not hold.

  --seed n      1 to 2147483647; default: another one each time, which is printed
  --tickets n   default 2000
  --faults n    default 20
  --keep        keeps the directory with the logs and the databases, and says where it is`;

const LARGEST_SEED = 2 ** 31 - 1;

/** @throws Error that says what is wrong with the arguments; null where help is asked for. */
export function chaosOptions(args: readonly string[]): ChaosOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * LARGEST_SEED)) },
      tickets: { type: 'string', default: '2000' },
      faults: { type: 'string', default: '20' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  return {
    seed: countOf('seed', values.seed, 1, LARGEST_SEED),
    tickets: countOf('tickets', values.tickets, 1, 100_000),
    faults: countOf('faults', values.faults, 0, 1_000),
    keeps: values.keep === true,
  };
}
