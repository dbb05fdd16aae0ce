/** `npm run bench -- <name> [options]`: one benchmark, with servers of its own and its floor measured beside it. */
import { accept, ACCEPT_HELP } from './accept.js';
import { lifecycle, LIFECYCLE_HELP } from './lifecycle.js';
import { say } from './support/results.js';
import { Workbench } from './support/workbench.js';

interface Benchmark {
  readonly help: string;
  /** @returns false when something promised did not hold. */
  readonly run: (args: readonly string[]) => Promise<boolean>;
}

/** Longer than any benchmark takes: one that hangs is ended, with all that it has started. */
const LIMIT_MS = 20 * 60_000;

const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['accept', { help: ACCEPT_HELP, run: accept }],
  ['lifecycle', { help: LIFECYCLE_HELP, run: lifecycle }],
]);

const NAMES = [...BENCHMARKS.keys()].join(', ');

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help') {
    console.log(`npm run bench -- <name> [options]; names: ${NAMES}. Each tells more with --help.`);
    return name === undefined ? 1 : 0;
  }
  const benchmark = BENCHMARKS.get(name);
  if (benchmark === undefined) {
    console.error(`There is no benchmark "${name}". There are: ${NAMES}.`);
    return 1;
  }
  if (args.includes('--help')) {
    console.log(benchmark.help);
    return 0;
  }
  return (await benchmark.run(args)) ? 0 : 1;
}

function giveUp(reason: string, code: number): void {
  say(`${reason}: stopping what was started`);
  void Workbench.closeAll().finally(() => process.exit(code));
}

process.once('SIGINT', () => giveUp('SIGINT', 130));
process.once('SIGTERM', () => giveUp('SIGTERM', 143));
setTimeout(() => giveUp(`not done within ${LIMIT_MS / 60_000} minutes`, 1), LIMIT_MS).unref();
try {
  const code = await main(process.argv.slice(2));
  process.exit(code);
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  giveUp('failed', 1);
}
