import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../../src/config/config.js';
import { findBinaries, type FoundBinaries } from '../../../src/dev/binaries/find-binaries.js';
import { createConsole } from '../../../src/dev/console.js';
import type { Counts, RunResult } from '../closing-line-reporter.js';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface JestRun extends Pick<RunResult, 'failedFiles'> {
  /** Undefined when jest ended before it could count. */
  readonly counts: Counts | undefined;
  readonly exitCode: number;
}

/** Makes sure that the servers' binaries are there, with progress shown: jest would hide a build of minutes. */
export function findTestBinaries(): Promise<FoundBinaries> {
  const { embedded } = loadConfig();
  return findBinaries({
    mongod: embedded.mongo.uri === undefined,
    temporal: embedded.temporal.address === undefined,
    mongodNamed: embedded.mongo.binary,
    temporalNamed: embedded.temporal.binary,
    cacheDir: embedded.cacheDir,
    ...createConsole(process.stdout),
  });
}

export async function runJest(binaries: FoundBinaries, jestArgs: readonly string[]): Promise<JestRun> {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const node = ['--experimental-vm-modules', '--import', 'tsx'];
  const child = spawn(process.execPath, [...node, jest, '--config', 'jest.config.js', ...jestArgs], {
    cwd: ROOT,
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
