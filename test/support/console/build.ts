import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const DIRECTORY = resolve('.holdfast/test-console');

/** Builds the console unless it is fresh, and returns the settings of a Holdfast that serves it. */
export async function builtConsole(): Promise<{
  readonly directory: string;
  readonly environment: Record<string, string>;
}> {
  const env = { ...process.env, CONSOLE_DIR: DIRECTORY, NODE_OPTIONS: '' };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'web/build/run.ts', '--compress'], { env });
  return { directory: DIRECTORY, environment: { CONSOLE_DIR: DIRECTORY, CONSOLE_DEMO_ACCOUNTS: 'true' } };
}
