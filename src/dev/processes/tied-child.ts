import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/**
 * Ends the child when its parent dies, even by `kill -9`.
 * The parent holds the other end of descriptor 3 and writes a line once the child has exited. An end of file without
 * that line means that the parent died. `exec` gives the server the pid that the parent sees. The watcher stays in
 * the child's process group. A pid is not reused while a group of that number exists, so `$$` never is another
 * process.
 */
const TIE = `
(read -r goodbye <&3 || {
  kill -TERM $$
  seconds=0
  while kill -0 $$ && [ $seconds -lt 15 ]; do sleep 1; seconds=$((seconds + 1)); done
  kill -s KILL -- -$$
}) >/dev/null 2>&1 &
exec "$0" "$@" 3<&-`;

const GRACE_MS = 8_000;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TiedChild {
  readonly pid: number;
  /** Present when the output was not sent to a file. */
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly exited: Promise<Exit>;
  /** Resolves when the process has exited and all its output has been read. */
  readonly closed: Promise<void>;
  /** `undefined` while it runs. */
  readonly exit: () => Exit | undefined;
  /** SIGTERM, and SIGKILL to its whole group after the grace time. Resolves when it is gone; may be called twice. */
  readonly stop: (graceMs?: number) => Promise<Exit>;
  /** SIGKILL to its whole group, at once. */
  readonly kill: () => void;
}

export interface TiedChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** A file descriptor that takes stdout and stderr; both are piped to us without it. */
  readonly outputTo?: number;
}

/** "by SIGKILL", "with code 14": how a process ended, to follow "ended". */
export function describeExit(exit: Exit): string {
  return exit.signal === null ? `with code ${exit.code ?? 'unknown'}` : `by ${exit.signal}`;
}

/**
 * Starts a process in its own group that cannot outlive us.
 * Ctrl-C in the terminal reaches only us, so that we stop the processes in order.
 */
export async function startTiedChild(options: TiedChildOptions): Promise<TiedChild> {
  const output = options.outputTo ?? 'pipe';
  const child = spawn('sh', ['-c', TIE, options.command, ...options.args], {
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const tie = child.stdio[3] as Writable;
  tie.on('error', () => undefined); // the watcher may be gone already
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      tie.end('goodbye\n');
      resolve({ code, signal });
    });
  });
  const closed = once(child, 'close').then(() => undefined);
  await once(child, 'spawn');
  return {
    pid: child.pid ?? 0,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    closed,
    ...control(child, exited),
  };
}

function control(child: ChildProcess, exited: Promise<Exit>): Pick<TiedChild, 'exit' | 'stop' | 'kill'> {
  const exit = (): Exit | undefined =>
    child.exitCode === null && child.signalCode === null
      ? undefined
      : { code: child.exitCode, signal: child.signalCode };
  const kill = (): void => {
    if (exit() === undefined && child.pid !== undefined) killGroup(child.pid);
  };
  const stop = async (graceMs = GRACE_MS): Promise<Exit> => {
    if (exit() === undefined) child.kill('SIGTERM');
    const timer = setTimeout(kill, graceMs);
    try {
      return await exited;
    } finally {
      clearTimeout(timer);
    }
  };
  return { exit, stop, kill };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone between our look and the signal.
  }
}
