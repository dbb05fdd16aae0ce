import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../../../src/config/config.js';
import { scriptArgs } from './script-args.js';

/** Runs a command of `src/cli` on the databases of this configuration, as production does; its output, errors included. */
export function runCli(config: Config, command: string, ...args: readonly string[]): Promise<Ran> {
  return runCliWith('', config, command, ...args);
}

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** As {@link runCli}, with something on standard input. */
export async function runCliWith(
  input: string,
  { mongo, temporal }: Config,
  command: string,
  ...args: readonly string[]
): Promise<Ran> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    LOG_LEVEL: 'silent',
    MONGODB_URI: mongo.uri,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_TASK_QUEUE_PREFIX: temporal.taskQueuePrefix,
  };
  const asked = [...scriptArgs(`src/cli/${command}.ts`), ...args];
  try {
    const running = promisify(execFile)(process.execPath, asked, { env });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}
