import { closeSync } from 'node:fs';
import { DevError } from './dev-error.js';
import { showWarnings } from './app-log.js';
import { openLog } from './processes/log-file.js';
import { describeExit, startTiedChild } from './processes/tied-child.js';
import { tsxArgs } from './processes/tsx.js';
import type { Report } from './report.js';
import { startServerProcess, type RunningServer } from './servers/server.js';
import { waitUntil } from './wait.js';

/** One of Holdfast's own processes, written in TypeScript, as `npm run dev` runs it. */
export interface AppSpec {
  /** Names its log and run file. */
  readonly name: string;
  /** Name on the console. */
  readonly label: string;
  readonly script: string;
  /** It is ready when this address answers 200, or when a line with this text is in its log. */
  readonly ready: { readonly url: string } | { readonly line: string };
  /** True for a process that starts once the others are ready, so that they are ready sooner. */
  readonly startsLate?: true;
}

export interface AppSurroundings {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly report: Report;
}

const READY_WITHIN_MS = 60_000;

/** Our processes exit within 12 s of SIGTERM and finish their work first if they can. */
const STOP_GRACE_MS = 14_000;

/** Starts the API or the worker; resolves when it is ready. */
export async function startApp(
  app: AppSpec,
  { dataDir, env, cwd, report }: AppSurroundings,
  signal?: AbortSignal,
): Promise<RunningServer> {
  const show = showWarnings(app.label, report);
  let saidReady = false;
  const { ready } = app;
  const isReady = 'url' in ready ? () => answers(ready.url) : () => saidReady;
  return startServerProcess({
    name: app.name,
    command: process.execPath,
    args: [...tsxArgs(), app.script],
    env,
    cwd,
    dataDir,
    signal,
    stopGraceMs: STOP_GRACE_MS,
    onLine: (line) => {
      if ('line' in ready && line.includes(ready.line)) saidReady = true;
      show(line);
    },
    ready: (failed) =>
      waitUntil(isReady, {
        what: `${app.label} to be ready`,
        timeoutMs: READY_WITHIN_MS,
        everyMs: 50,
        failed,
      }),
  });
}

/**
 * Runs one of our scripts to its end, its output in `logs/<name>.log`.
 * @throws DevError with the end of the log when it fails.
 */
export async function runScript(
  name: string,
  script: string,
  around: Omit<AppSurroundings, 'report'>,
): Promise<void> {
  const { dataDir, env, cwd } = around;
  const log = openLog(dataDir, name);
  const args = [...tsxArgs(), script];
  const child = await startTiedChild({ command: process.execPath, args, env, cwd, outputTo: log.descriptor });
  closeSync(log.descriptor);
  const exit = await child.exited;
  if (exit.code !== 0) throw new DevError(`${script} ended ${describeExit(exit)}. ${log.tail()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
