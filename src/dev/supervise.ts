import { reasonOf } from './dev-error.js';
import { describeExit } from './processes/tied-child.js';
import type { Report } from './report.js';
import type { RunningServer } from './servers/server.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/** After running this long, the next death is no longer part of the same trouble. */
const STEADY_MS = 30_000;

/** A part that runs until it is stopped. */
export interface Part {
  readonly label: string;
  /** Shown when it dies. */
  readonly log: string;
  /** Starts the part. The signal cancels a pending start, which then leaves nothing behind. */
  start(signal: AbortSignal): Promise<RunningServer>;
}

export interface SupervisedPart {
  readonly label: string;
  /** `undefined` while it is down. */
  pid(): number | undefined;
  /** Ends it, and the watch over it. */
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Starts a part and restarts it whenever it ends unasked, after 0.5 s at first and 10 s at most.
 * After `signal` nothing is started; what runs continues until its `stop`.
 * @throws the error of the first start, because a part that never ran is a mistake to report, not a fault to repair.
 */
export async function supervise(part: Part, report: Report, signal?: AbortSignal): Promise<SupervisedPart> {
  const own = new AbortController();
  const over = AbortSignal.any(signal === undefined ? [own.signal] : [own.signal, signal]);
  let current: RunningServer | undefined = await part.start(over);
  let delayMs = FIRST_DELAY_MS;
  let wake: NodeJS.Timeout | undefined;
  let restarting: Promise<void> | undefined;

  const watch = (server: RunningServer, since: number): void => {
    void server.exited.then((exit) => {
      current = undefined;
      if (Date.now() - since > STEADY_MS) delayMs = FIRST_DELAY_MS;
      startLater(`process ${server.pid} ended ${describeExit(exit)}`);
    });
  };
  const startLater = (what: string): void => {
    if (over.aborted) return;
    report(`${part.label}: ${what}; starting it again in ${delayMs / 1000} s (log: ${part.log})`);
    wake = setTimeout(() => {
      restarting = startAgain();
    }, delayMs);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  };
  const startAgain = async (): Promise<void> => {
    if (over.aborted) return;
    try {
      current = await part.start(over);
      report(`${part.label}: runs again (process ${current.pid})`);
      watch(current, Date.now());
    } catch (error) {
      startLater(`did not start (${reasonOf(error).split('\n')[0] ?? ''})`);
    }
  };

  watch(current, Date.now());
  return {
    label: part.label,
    pid: () => current?.pid,
    stop: async () => {
      own.abort();
      clearTimeout(wake);
      await restarting;
      await current?.stop();
    },
    kill: () => {
      own.abort();
      current?.kill();
    },
  };
}
