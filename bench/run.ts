/** `npm run bench -- <name> [options]`: one benchmark, with servers of its own and its floor measured beside it. */
import { accept, ACCEPT_HELP } from './accept.js';
import { compare, COMPARE_HELP } from './compare.js';
import { consoleBench, CONSOLE_HELP } from './console.js';
import { files, FILES_HELP } from './files.js';
import { growth, GROWTH_HELP } from './growth.js';
import { live, LIVE_HELP } from './live.js';
import { load, LOAD_HELP } from './load.js';
import { lifecycle, LIFECYCLE_HELP } from './lifecycle.js';
import { manyComments, MANY_COMMENTS_HELP } from './many-comments.js';
import { openTickets, OPEN_TICKETS_HELP } from './open-tickets.js';
import { similar, SIMILAR_HELP } from './similar.js';
import { search, SEARCH_HELP } from './search.js';
import { soak, SOAK_HELP } from './soak.js';
import { webhooks, WEBHOOKS_HELP } from './webhooks.js';
import { say } from './support/results.js';
import { Workbench } from './support/workbench.js';
import { triage, TRIAGE_HELP } from './triage.js';

interface Benchmark {
  readonly help: string;
  /** @returns false when something promised did not hold. */
  readonly run: (args: readonly string[]) => Promise<boolean>;
  /** Longer than it takes: one that hangs is ended, with all that it has started. */
  readonly limitMinutes: number;
}

const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['accept', { help: ACCEPT_HELP, run: accept, limitMinutes: 20 }],
  ['compare', { help: COMPARE_HELP, run: compare, limitMinutes: 120 }],
  ['console', { help: CONSOLE_HELP, run: consoleBench, limitMinutes: 15 }],
  ['files', { help: FILES_HELP, run: files, limitMinutes: 20 }],
  ['growth', { help: GROWTH_HELP, run: growth, limitMinutes: 60 }],
  ['lifecycle', { help: LIFECYCLE_HELP, run: lifecycle, limitMinutes: 20 }],
  ['live', { help: LIVE_HELP, run: live, limitMinutes: 20 }],
  ['load', { help: LOAD_HELP, run: load, limitMinutes: 30 }],
  ['many-comments', { help: MANY_COMMENTS_HELP, run: manyComments, limitMinutes: 30 }],
  ['open-tickets', { help: OPEN_TICKETS_HELP, run: openTickets, limitMinutes: 60 }],
  ['similar', { help: SIMILAR_HELP, run: similar, limitMinutes: 20 }],
  ['search', { help: SEARCH_HELP, run: search, limitMinutes: 20 }],
  ['soak', { help: SOAK_HELP, run: soak, limitMinutes: 24 * 60 }],
  ['triage', { help: TRIAGE_HELP, run: triage, limitMinutes: 20 }],
  ['webhooks', { help: WEBHOOKS_HELP, run: webhooks, limitMinutes: 20 }],
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
  const { limitMinutes } = benchmark;
  setTimeout(() => giveUp(`not done within ${limitMinutes} minutes`, 1), limitMinutes * 60_000).unref();
  return (await benchmark.run(args)) ? 0 : 1;
}

function giveUp(reason: string, code: number): void {
  say(`${reason}: stopping what was started`);
  void Workbench.closeAll().finally(() => process.exit(code));
}

process.once('SIGINT', () => giveUp('SIGINT', 130));
process.once('SIGTERM', () => giveUp('SIGTERM', 143));
try {
  const code = await main(process.argv.slice(2));
  process.exit(code);
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  giveUp('failed', 1);
}
