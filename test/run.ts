/**
 * `npm test`: makes sure that the servers' binaries are there, with progress shown (jest would hide a build of minutes),
 * runs jest with whatever arguments came, and closes with the line `N passed, N failed`.
 *
 * When a run of the whole suite ends with a few failed files, those are run once more, one at a time: a busy machine
 * can starve a real server for seconds. What passes then is named as flaky, which is a fault to mend, not to live with.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '../src/config.js';
import { findBinaries, type FoundBinaries } from '../src/dev/binaries/find-binaries.js';
import { createConsole } from '../src/dev/console.js';
import { DevError } from '../src/dev/dev-error.js';
import { closingLine, type Counts, type RunResult } from './support/closing-line-reporter.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A machine that is busy makes few files fail; a breakage makes many, and needs no second look. */
const MOST_FILES_AGAIN = 5;

interface JestRun extends Pick<RunResult, 'failedFiles'> {
  /** Undefined when jest ended before it could count. */
  readonly counts: Counts | undefined;
  readonly exitCode: number;
}

async function main(): Promise<number> {
  const { embedded } = loadConfig();
  const binaries = await findBinaries({
    mongod: embedded.mongo.uri === undefined,
    temporal: embedded.temporal.address === undefined,
    mongodNamed: embedded.mongo.binary,
    temporalNamed: embedded.temporal.binary,
    cacheDir: embedded.cacheDir,
    ...createConsole(process.stdout),
  });
  const args = process.argv.slice(2);
  const first = await runJest(binaries, args);
  const isWhole = args.length === 0;
  const isWorthASecondLook = first.failedFiles.length > 0 && first.failedFiles.length <= MOST_FILES_AGAIN;
  const run = isWhole && isWorthASecondLook ? await runAgain(binaries, first) : first;
  closeWith(run);
  return run.exitCode;
}

async function runAgain(binaries: FoundBinaries, first: JestRun): Promise<JestRun> {
  const names = first.failedFiles.map(({ path }) => relative(root, path));
  process.stdout.write(`\nOnce more, one at a time, as others may have starved them: ${names.join(', ')}\n`);
  const second = await runJest(binaries, ['--runInBand', '--runTestsByPath', ...names]);
  const stillFailed = new Set(second.failedFiles.map(({ path }) => path));
  const flaky = first.failedFiles.filter(({ path }) => !stillFailed.has(path));
  for (const { path } of flaky) {
    process.stdout.write(
      `FLAKY ${relative(root, path)}: failed beside others, passed alone. Please mend it.\n`,
    );
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

async function runJest(binaries: FoundBinaries, jestArgs: readonly string[]): Promise<JestRun> {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const args = [
    '--experimental-vm-modules',
    '--import',
    'tsx',
    jest,
    '--config',
    'jest.config.js',
    ...jestArgs,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      MONGOD_BINARY: binaries.mongod,
      TEMPORAL_BINARY: binaries.temporal,
    },
  });
  const passOn = () => child.kill('SIGTERM');
  process.on('SIGTERM', passOn);
  let result: RunResult | undefined;
  child.on('message', (message) => (result = message as RunResult));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', passOn);
  // Ended from outside: nobody waits for a second look.
  const failedFiles = code === null ? [] : (result?.failedFiles ?? []);
  return { counts: result?.counts, failedFiles, exitCode: code ?? 1 };
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
