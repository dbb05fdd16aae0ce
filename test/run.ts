/**
 * `npm test`: runs jest with whatever arguments came, and closes with the line `N passed, N failed`.
 *
 * When a run of the whole suite ends with one or two failed files, those are run once more, beside as much load: a busy
 * machine can starve a real server for seconds. What passes then is named as FLAKY, which is a fault to mend, not to
 * live with: `npm run flaky` repeats it.
 */
import { relative } from 'node:path';
import { ConfigError } from '../src/config/config.js';
import type { FoundBinaries } from '../src/dev/binaries/find-binaries.js';
import { DevError } from '../src/dev/dev-error.js';
import { closingLine, type Counts } from './support/closing-line-reporter.js';
import { findTestBinaries, ROOT, runJest, type JestRun } from './support/jest/run-jest.js';
import { underLoad } from './support/jest/under-load.js';

/** A machine that is busy makes few files fail; a breakage makes many, and needs no second look. */
const MOST_FILES_AGAIN = 2;

async function main(): Promise<number> {
  const binaries = await findTestBinaries();
  const args = process.argv.slice(2);
  const first = await runJest(binaries, args);
  const isWhole = args.length === 0;
  const isWorthASecondLook = first.failedFiles.length > 0 && first.failedFiles.length <= MOST_FILES_AGAIN;
  const run = isWhole && isWorthASecondLook ? await runAgain(binaries, first) : first;
  closeWith(run);
  return run.exitCode;
}

async function runAgain(binaries: FoundBinaries, first: JestRun): Promise<JestRun> {
  const names = first.failedFiles.map(({ path }) => relative(ROOT, path));
  process.stdout.write(`\nOnce more, under load, as others may have starved them: ${names.join(', ')}\n`);
  const second = await underLoad(() => runJest(binaries, ['--runTestsByPath', ...names]));
  const stillFailed = new Set(second.failedFiles.map(({ path }) => relative(ROOT, path)));
  const flaky = second.counts === undefined ? [] : names.filter((name) => !stillFailed.has(name));
  for (const name of flaky) process.stdout.write(`FLAKY ${name}\n`);
  if (flaky.length > 0) {
    process.stdout.write(`Please mend what is flaky: npm run flaky -- --runs 20 ${flaky.join(' ')}\n`);
  }
  return { ...second, counts: sum(first, second) };
}

/** The second run's word counts for the files that it ran. */
function sum(first: JestRun, second: JestRun): Counts | undefined {
  if (first.counts === undefined || second.counts === undefined) return first.counts;
  const replaced = (count: 'passed' | 'skipped') =>
    first.failedFiles.reduce((total, file) => total + file[count], 0);
  return {
    passed: first.counts.passed - replaced('passed') + second.counts.passed,
    failed: second.counts.failed,
    skipped: first.counts.skipped - replaced('skipped') + second.counts.skipped,
  };
}

/** No counts and a good exit: jest was asked for something else, such as --listTests. */
function closeWith({ counts, exitCode }: Pick<JestRun, 'counts' | 'exitCode'>): void {
  if (counts === undefined && exitCode === 0) return;
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  process.stdout.write(
    closingLine({ passed, failed: exitCode === 0 ? failed : Math.max(1, failed), skipped }),
  );
}

// The terminal sends Ctrl-C to jest as well; we stay to see its end.
process.on('SIGINT', () => undefined);
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof DevError || error instanceof ConfigError)) throw error;
  process.stdout.write(`${error.message}\n`);
  closeWith({ counts: undefined, exitCode: 1 });
  process.exitCode = 1;
}
