import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Answer = { readonly environment: Record<string, string | undefined> } | { readonly failure: string };

interface RunConfig {
  readonly rootDir: string;
  /** Files, folders or patterns of the command line. */
  readonly nonFlagArgs?: readonly string[];
}

/** Where global-teardown.ts finds the process; jest runs both in the same one. */
export interface WithTestServers {
  holdfastTestServers?: ChildProcess;
}

/**
 * Starts the servers that the whole run shares and passes their addresses to the tests as HOLDFAST_TEST_*. Jest loads this
 * file as CommonJS, in which the `.js` suffixes of our imports lead nowhere, so the work is done in a process of its own.
 */
async function globalSetup(globalConfig: RunConfig): Promise<void> {
  if (isOfUnits(globalConfig)) return;
  const servers = fork(join(globalConfig.rootDir, 'test', 'support', 'jest', 'test-servers.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  (globalThis as WithTestServers).holdfastTestServers = servers;
  const gone = once(servers, 'exit').then((): Answer => ({
    failure: 'the test servers ended at their start',
  }));
  const told = once(servers, 'message').then(([message]) => message as Answer);
  const answer = await Promise.race([told, gone]);
  if ('failure' in answer) throw new Error(answer.failure);
  for (const [name, value] of Object.entries(answer.environment)) {
    if (value !== undefined) process.env[name] = value;
  }
  // Jest shall be able to exit by itself, whatever becomes of the servers; they notice and end.
  servers.unref();
  servers.channel?.unref();
}

/** True for `npm test -- test/unit…`: these tests need no servers, and their run no build. */
function isOfUnits({ nonFlagArgs = [] }: RunConfig): boolean {
  return nonFlagArgs.length > 0 && nonFlagArgs.every((path) => path.startsWith('test/unit'));
}

export { globalSetup as default };
