import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePorts } from '../../src/dev/servers/ports.js';

export type Environment = Readonly<Record<string, string>>;

const PORTS = [
  'PORT',
  'MONGODB_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'SMTP_PORT',
  'INBOX_PORT',
  'MCP_PORT',
] as const;

const READY_WITHIN_MS = 300_000;
const DONE_WITHIN_MS = 300_000;

interface Started {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Everything that it has said so far. */
  output(): string;
  /** Resolves when it has said this; fails when it ends before, or takes too long. */
  said(what: RegExp, withinMs: number): Promise<void>;
  /** Ends the whole group, as Ctrl-C in a terminal does. */
  stop(): Promise<number | null>;
}

/** Starts `npm run` with these arguments, in a group of its own. */
function start(args: readonly string[], environment: Environment): Started {
  const child = spawn('npm', ['run', '--silent', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return {
    child,
    exited,
    output: () => output,
    said: async (what, withinMs) => {
      const deadline = Date.now() + withinMs;
      while (!what.test(output)) {
        if (child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`npm run ${args.join(' ')} did not get there:\n${output}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
      return exited;
    },
  };
}

/** Runs a command to its end, or, where it serves, until it has said so. */
export async function outcomeOf(
  args: readonly string[],
  environment: Environment,
  serving?: RegExp,
): Promise<{ readonly output: string; readonly code: number | null }> {
  const started = start(args, environment);
  if (serving !== undefined) {
    await started.said(serving, DONE_WITHIN_MS);
    await started.stop();
    return { output: started.output(), code: 0 };
  }
  const timer = setTimeout(() => void started.stop(), DONE_WITHIN_MS);
  const code = await started.exited;
  clearTimeout(timer);
  return { output: started.output(), code };
}

/** Settings of an `npm run dev` with ports and data of its own. */
export async function devEnvironment(
  dataDir: string,
): Promise<Readonly<Record<(typeof PORTS)[number] | 'HOLDFAST_DATA_DIR', string>>> {
  const ports = await freePorts(PORTS.length);
  const named = Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])]));
  return { ...(named as Record<(typeof PORTS)[number], string>), HOLDFAST_DATA_DIR: dataDir };
}

/** `npm run dev`, once it is ready. */
export async function startDev(environment: Environment): Promise<Pick<Started, 'stop'>> {
  const dev = start(['dev'], environment);
  try {
    await dev.said(/holdfast ready/u, READY_WITHIN_MS);
  } catch (error) {
    await dev.stop();
    throw error;
  }
  return dev;
}
