import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitUntil } from '../wait.js';
import { startServerProcess, type RunningServer } from './server.js';

const run = promisify(execFile);

/**
 * As in `deploy/temporal/dynamic-config.yaml`: the response to a workflow task carries the activities it schedules,
 * if they use the queue of the workflow.
 */
const DYNAMIC_CONFIG = { 'system.enableActivityEagerExecution': 'true' };

/** Search attributes of the ticket workflow, all of the kind Keyword. */
const SEARCH_ATTRIBUTES = ['TicketStatus', 'TicketPriority', 'TicketCategory', 'TicketAssignee', 'SlaState'];

export interface TemporalOptions {
  readonly binary: string;
  readonly port: number;
  /** No Web UI without it. */
  readonly uiPort?: number;
  /** The codec endpoint that the Web UI uses to decrypt payloads. */
  readonly codecEndpoint?: string | undefined;
  /** Takes the log, and the database unless `inMemory`. */
  readonly dataDir: string;
  readonly inMemory?: boolean;
  /**
   * Extra settings of the server, each value as JSON: `{'history.timerProcessorMaxTimeShift': '"10ms"'}`.
   */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  /** Gives up the start. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunningTemporal extends RunningServer {
  readonly address: string;
  readonly uiUrl: string | undefined;
}

/** Starts Temporal's development server; resolves when its frontend says that it serves. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { binary, port, uiPort, dataDir } = options;
  const address = `127.0.0.1:${port}`;
  const env = withoutClientSettings(process.env);
  mkdirSync(join(dataDir, 'temporal'), { recursive: true });
  const server = await startServerProcess({
    name: 'temporal',
    command: binary,
    args: temporalArgs(options),
    env,
    dataDir,
    signal: options.signal,
    ready: async (failed) => {
      const what = `Temporal to serve on port ${port}`;
      const isServing = (): Promise<boolean> => operator(binary, address, env, ['cluster', 'health']);
      await waitUntil(isServing, { what, timeoutMs: 60_000, everyMs: 50, failed });
      if (options.inMemory !== true) await registerAttributes(binary, address, env);
    },
  });
  return { ...server, address, uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}` };
}

function temporalArgs(options: TemporalOptions): string[] {
  const { port, uiPort, codecEndpoint, dataDir } = options;
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(uiPort === undefined || codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    ...(options.inMemory === true ? [] : databaseArgs(join(dataDir, 'temporal', 'temporal.db'))),
    ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ...Object.entries({ ...DYNAMIC_CONFIG, ...options.dynamicConfig }).flatMap(([k, json]) => [
      '--dynamic-config-value',
      `${k}=${json}`,
    ]),
  ];
}

/** SQLite's defaults sync every write twice, which makes the server six times slower. */
function databaseArgs(file: string): string[] {
  return [
    '--db-filename',
    file,
    '--sqlite-pragma',
    'journal_mode=WAL',
    '--sqlite-pragma',
    'synchronous=NORMAL',
  ];
}

/**
 * Registers search attributes that are missing.
 * The server applies `--search-attribute` only when it creates the database, so later additions to our list need
 * this. Existing ones are no error.
 */
async function registerAttributes(binary: string, address: string, env: NodeJS.ProcessEnv): Promise<void> {
  const names = SEARCH_ATTRIBUTES.flatMap((name) => ['--name', name, '--type', 'Keyword']);
  const registers = (): Promise<boolean> =>
    operator(binary, address, env, ['search-attribute', 'create', ...names]);
  await waitUntil(registers, {
    what: 'Temporal to register the search attributes',
    timeoutMs: 10_000,
    everyMs: 100,
  });
}

/** Whether an operator's command succeeds. */
async function operator(
  binary: string,
  address: string,
  env: NodeJS.ProcessEnv,
  args: string[],
): Promise<boolean> {
  try {
    await run(binary, ['operator', ...args, '--address', address], { env, timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

/** Removes the TEMPORAL_* variables. They are meant for our own client, but the CLI would read them. */
function withoutClientSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
