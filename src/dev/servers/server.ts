import { closeSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DevError } from '../dev-error.js';
import { openLog, type OpenLog } from '../processes/log-file.js';
import { describeProcess, removeRunFile, writeRunFile } from '../processes/run-file.js';
import { describeExit, startTiedChild, type Exit, type TiedChild } from '../processes/tied-child.js';

/** The last output of a process may arrive shortly after its exit. */
const LAST_WORDS_MS = 100;

/** A process that we keep running: a server, the API, the worker. */
export interface RunningServer {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Asks it to end, and makes it after a while. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

export interface ServerProcessOptions {
  /** Names its log (`logs/<name>.log`) and its run file (`run/<name>.json`). */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly dataDir: string;
  /** Sees every line on its way to the log. */
  readonly onLine?: (line: string) => void;
  /** Resolves when the server can be used. `gone` returns an error once the process has exited. */
  readonly ready: (gone: () => Error | undefined) => Promise<void>;
  /** Explains an exit code, if the server's own message is unclear. */
  readonly hint?: (exit: Exit) => string | undefined;
  readonly stopGraceMs?: number;
  /** Gives up the start. A server that is ready is not touched by it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a server process, waits until it can be used and records it.
 * @throws DevError with the end of its log when it ends or does not get ready; nothing is left running then.
 */
export async function startServerProcess(options: ServerProcessOptions): Promise<RunningServer> {
  const { name, dataDir, command, args, env, cwd } = options;
  const log = openLog(dataDir, name);
  const child = await startLogged(options.onLine, log.descriptor, {
    command,
    args,
    ...(env && { env }),
    ...(cwd !== undefined && { cwd }),
  });
  writeRunFile(dataDir, describeProcess(name, child.pid, [command, ...args].join(' ')));
  const stop = async (): Promise<void> => {
    await child.stop(options.stopGraceMs);
    removeRunFile(dataDir, name);
  };
  let ended: Exit | undefined;
  void child.exited.then((exit) => setTimeout(() => (ended = exit), LAST_WORDS_MS).unref());
  try {
    await options.ready(() => goneError(options, ended, log));
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, pid: child.pid, exited: child.exited, stop, kill: child.kill };
}

async function startLogged(
  onLine: ServerProcessOptions['onLine'],
  log: number,
  command: { command: string; args: readonly string[]; env?: NodeJS.ProcessEnv; cwd?: string },
): Promise<TiedChild> {
  if (onLine === undefined) {
    return startTiedChild({ ...command, outputTo: log }).finally(() => closeSync(log));
  }
  const child = await startTiedChild(command);
  for (const output of [child.stdout, child.stderr]) {
    if (output === null) continue;
    createInterface({ input: output }).on('line', (line) => {
      writeSync(log, `${line}\n`);
      onLine(line);
    });
  }
  child.closed.then(
    () => closeSync(log),
    () => undefined,
  );
  return child;
}

function goneError(
  { name, hint, signal }: ServerProcessOptions,
  exit: Exit | undefined,
  log: OpenLog,
): Error | undefined {
  if (signal?.aborted === true) return new Error('told to stop');
  if (exit === undefined) return undefined;
  const meaning = hint?.(exit);
  const what = `${name} ended ${describeExit(exit)} before it was ready.`;
  return new DevError([what, ...(meaning === undefined ? [] : [meaning]), log.tail()].join(' '));
}
