import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Holdfast } from '../holdfast.js';
import { waitFor } from '../wait-for.js';
import { scriptArgs } from './script-args.js';

/** A process of Holdfast's, as production runs it. */
export interface Service {
  /** The signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** What it has written to standard output. */
  log(): string;
  /** Asks it to stop, as a supervisor does, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

/** Starts a script on this test's database, queues and mail server, and waits until it logs that it is ready. */
export async function startService(
  { config, sink }: Holdfast,
  script: string,
  ready: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const child = spawn(process.execPath, scriptArgs(script), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      LOG_LEVEL: 'info',
      MONGODB_URI: config.mongo.uri,
      TEMPORAL_ADDRESS: config.temporal.address,
      TEMPORAL_TASK_QUEUE_PREFIX: config.temporal.taskQueuePrefix,
      SMTP_URL: sink.url,
      SCHEDULES_ENABLED: 'false',
      ...environment,
    },
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = exited.then(([, signal]) => signal);
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const isReady = () => (log.includes(`"${ready}"`) ? true : undefined);
    await waitFor(`${script} to say "${ready}"`, isReady);
  } catch (error) {
    await kill();
    throw error;
  }
  const stop = async () => {
    child.kill('SIGTERM');
    return (await exited)[0];
  };
  return { ended, log: () => log, stop, kill };
}
