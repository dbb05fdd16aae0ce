/**
 * `npm test`: makes sure that the servers' binaries are there, with progress shown (jest would hide a build of minutes),
 * runs jest with whatever arguments came, and closes with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '../src/config.js';
import { findBinaries, type FoundBinaries } from '../src/dev/binaries/find-binaries.js';
import { createConsole } from '../src/dev/console.js';
import { DevError } from '../src/dev/dev-error.js';
import { closingLine, type Counts } from './support/closing-line-reporter.js';

const root = fileURLToPath(new URL('..', import.meta.url));

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
  return runJest(binaries);
}

async function runJest(binaries: FoundBinaries): Promise<number> {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const args = ['--experimental-vm-modules', jest, '--config', 'jest.config.js', ...process.argv.slice(2)];
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
  // The terminal sends Ctrl-C to jest as well; we stay to see its end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  let counts: Counts | undefined;
  child.on('message', (message) => (counts = message as Counts));
  const [code] = (await once(child, 'exit')) as [number | null];
  const exitCode = code ?? 1;
  closeWith(counts, exitCode);
  return exitCode;
}

/** No counts and a good exit: jest was asked for something else, such as --listTests. */
function closeWith(counts: Counts | undefined, exitCode: number): void {
  if (counts === undefined && exitCode === 0) return;
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  process.stdout.write(
    closingLine({ passed, failed: exitCode === 0 ? failed : Math.max(1, failed), skipped }),
  );
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof DevError || error instanceof ConfigError)) throw error;
  process.stdout.write(`${error.message}\n`);
  closeWith(undefined, 1);
  process.exitCode = 1;
}
