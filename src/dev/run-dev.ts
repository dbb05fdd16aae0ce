import type { DevOptions } from './options.js';
import { createParts, type Parts } from './parts.js';
import { lockDataDir } from './processes/data-dir-lock.js';
import type { Report } from './report.js';
import { startAll } from './start-all.js';

/**
 * Under `npm run` one Ctrl-C arrives twice: from the terminal, and from npm, which forwards signals.
 * Only a later signal is a second Ctrl-C.
 */
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Runs everything until stopped (Ctrl-C, SIGTERM, the terminal closed).
 * @throws DevError when the start fails. Everything already started is stopped first.
 */
export async function runDev(options: DevOptions): Promise<void> {
  const startedAt = Date.now();
  const unlock = lockDataDir(options.dataDir);
  const parts = createParts(options.console);
  const stopSignal = waitForStopSignal(parts, options.console.report);
  try {
    await Promise.race([startAll(options, parts, startedAt), stopSignal]);
    await stopSignal;
  } finally {
    await parts.stop();
    unlock();
  }
}

/** Resolves at the first signal; a second one ends everything at once. */
function waitForStopSignal(parts: Parts, report: Report): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (firstAt === undefined) {
        firstAt = Date.now();
        report(`${signal}: stopping (again to stop at once)`);
        resolve();
      } else if (Date.now() - firstAt > SAME_KEYSTROKE_MS) {
        parts.kill();
        process.exit(130);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
