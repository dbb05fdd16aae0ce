import { createRequire, register } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import workerThreads, { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Globals } from './globals.js';

const require = createRequire(import.meta.url);

/** Circus keeps the tests of a file in the module itself: each file gets it anew, and its handlers of events too. */
const CIRCUS = join(dirname(require.resolve('jest-circus/runner')), 'jestAdapterInit');
const CIRCUS_HANDLERS = Symbol.for('EVENT_HANDLERS');

register('./resolve-globals.js', import.meta.url);

/** Threads start as in production, without our loader of TypeScript: each of Temporal's workers has one for its workflows. */
class PlainThread extends Worker {
  constructor(script: string | URL, options?: WorkerOptions) {
    super(script, { execArgv: [], ...options });
  }
}
workerThreads.Worker = PlainThread;
const ran = new Set<string>();

/**
 * What jest runs a test file with, in place of jest-runtime: Node imports the file itself, so all files of a process share
 * the modules of Holdfast and of its dependencies. Jest's own runtime links all of them anew for each file, which took a
 * third of the API tests' processor time. What a file changes of `process.env` ends with it. The methods are those that
 * jest-runner and jest-circus call.
 */
class NativeRuntime {
  private readonly environment = { ...process.env };
  private globals: Globals | undefined;

  requireInternalModule(path: string): unknown {
    if (path.startsWith(CIRCUS)) {
      Reflect.deleteProperty(require.cache, require.resolve(CIRCUS));
      Reflect.deleteProperty(globalThis, CIRCUS_HANDLERS);
    }
    return require(path);
  }

  requireModule(path: string): unknown {
    return require(path);
  }

  setGlobalsForRuntime(globals: Globals): void {
    this.globals = globals;
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  async unstable_importModule(path: string): Promise<void> {
    if (ran.has(path)) throw new Error(`${path} ran in this process before: start jest anew.`);
    ran.add(path);
    // Node's own source maps, in place of jest's, which knows none of files that it has not transformed.
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    // Imported, as the tests do it: jest requires this file, and would have a copy of that one.
    const { useGlobals } = await import('./globals.js');
    useGlobals(this.globals!);
    await import(pathToFileURL(path).href);
  }

  getSourceMaps(): Map<string, string> {
    return new Map();
  }

  getAllCoverageInfoCopy(): undefined {
    return undefined;
  }

  enterTestCode(): void {
    // Jest's own counts here, to tell tests that require something after their end.
  }

  leaveTestCode(): void {
    // As above.
  }

  teardown(): void {
    for (const name of Object.keys(process.env)) {
      if (!(name in this.environment)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, this.environment);
  }
}

export { NativeRuntime as default };
