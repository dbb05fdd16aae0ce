/**
 * The servers of a whole test run: one mongod, one Temporal, and a build of our own code. Runs as a process of its
 * own under global-setup.ts, which jest can load as CommonJS only; tells its parent the environment variables for the
 * tests, and stops everything when told or when the parent is gone, even by `kill -9`.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile } from '../../../bench/support/build.js';
import { bundleName } from '../../../src/adapters/temporal/bundle-name.js';
import { loadConfig } from '../../../src/config/config.js';
import { findBinaries } from '../../../src/dev/binaries/find-binaries.js';
import { createConsole } from '../../../src/dev/console.js';
import { reasonOf } from '../../../src/dev/dev-error.js';
import { startMongod } from '../../../src/dev/servers/mongod.js';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { checkReachable } from '../../../src/dev/servers/reachable.js';
import type { RunningServer } from '../../../src/dev/servers/server.js';
import { startTemporal } from '../../../src/dev/servers/temporal.js';

/**
 * Timers fire and tasks are dispatched at once instead of up to a second late. Each system of a test has task queues of its
 * own, of which the server would make four partitions each; a database that stays could not be told so later on.
 */
const QUICK = {
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  'history.timerProcessorMaxTimeShift': '"10ms"',
  'history.timerProcessorMaxPollRPS': '1000',
  'history.transferProcessorMaxPollRPS': '1000',
};

const PROCESSES_OF_TESTS = [
  'test/chaos/fixtures',
  'test/support/files/odd-reader.ts',
  'test/support/mail/odd-parser.ts',
];

const { embedded } = loadConfig();
const { report, progress } = createConsole(process.stderr);
const dir = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
/** MongoDB's data: what is acknowledged is synced to its journal, and thousands of tests wait for that. */
const dataDir = mkdtempSync(join(inMemory() ?? dir, 'holdfast-test-mongo-'));
const running: RunningServer[] = [];
let stopping: Promise<void> | undefined;

/** A file system in memory with room for the data of a run, which is half of that; containers often have 64 MB. */
function inMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4 * 1024 ** 3 ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

async function mongo(binary: string | undefined, port: number): Promise<string> {
  if (embedded.mongo.uri !== undefined) {
    await checkReachable('MONGODB_URI', embedded.mongo.uri);
    return embedded.mongo.uri;
  }
  const server = await startMongod({ binary: binary ?? 'mongod', port, dataDir });
  running.push(server);
  return server.uri;
}

async function temporal(binary: string | undefined, port: number): Promise<string> {
  if (embedded.temporal.address !== undefined) {
    await checkReachable('TEMPORAL_ADDRESS', embedded.temporal.address);
    return embedded.temporal.address;
  }
  const options = { binary: binary ?? 'temporal', port, dataDir: dir, inMemory: true, dynamicConfig: QUICK };
  const server = await startTemporal(options);
  running.push(server);
  return server.address;
}

/** Compiles once what tests start as processes, and makes the workflow bundles that every worker of theirs takes. */
async function build(): Promise<string | undefined> {
  try {
    const compiled = await compile(join(dir, 'build'), { more: PROCESSES_OF_TESTS });
    return dirname(dirname(compiled.scriptOf(new URL('../../../src/worker.ts', import.meta.url))));
  } catch (error) {
    // The tests that need it will fail; the others can still say what they have to say.
    report(`what tests start as processes cannot be built: ${reasonOf(error)}`);
    return undefined;
  }
}

/** Node 22 and newer keep what they have compiled there, for all processes of the run. What is counted is not to be kept. */
function compileCache(): Record<string, string> {
  const isCounted = process.env['NODE_V8_COVERAGE'] !== undefined;
  return isCounted ? {} : { NODE_COMPILE_CACHE: join(dir, 'compiled') };
}

async function start(): Promise<Record<string, string | undefined>> {
  const binaries = await findBinaries({
    mongod: embedded.mongo.uri === undefined,
    temporal: embedded.temporal.address === undefined,
    mongodNamed: embedded.mongo.binary,
    temporalNamed: embedded.temporal.binary,
    cacheDir: embedded.cacheDir,
    report,
    progress,
  });
  const [mongoPort = 0, temporalPort = 0] = await freePorts(2);
  const [mongoUri, temporalAddress, built] = await Promise.all([
    mongo(binaries.mongod, mongoPort),
    temporal(binaries.temporal, temporalPort),
    build(),
  ]);
  const bundle = (encryptsFailures: boolean) =>
    built === undefined ? undefined : join(built, bundleName({ encryptsFailures }));
  return {
    HOLDFAST_TEST_MONGODB_URI: mongoUri,
    HOLDFAST_TEST_TEMPORAL_ADDRESS: temporalAddress,
    HOLDFAST_TEST_BUILD: built,
    ...compileCache(),
    HOLDFAST_TEST_WORKFLOW_BUNDLE: bundle(false),
    HOLDFAST_TEST_ENCRYPTING_BUNDLE: bundle(true),
    HOLDFAST_TEST_MONGOD_BINARY: binaries.mongod,
    HOLDFAST_TEST_TEMPORAL_BINARY: binaries.temporal,
  };
}

function stop(exitCode: number): void {
  stopping ??= Promise.allSettled(running.map((server) => server.stop())).then(() => {
    for (const each of [dataDir, dir]) rmSync(each, { recursive: true, force: true, maxRetries: 3 });
    process.exit(exitCode);
  });
}

process.once('disconnect', () => stop(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
try {
  const environment = await start();
  process.send?.({ environment });
} catch (error) {
  process.send?.({ failure: reasonOf(error) });
  stop(1);
}
