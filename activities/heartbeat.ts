import { Context } from '@temporalio/activity';

/** A third of the shortest heartbeat time-out in `workflows/activity-options.ts`. */
const BEAT_MS = 2_000;

/** Runs slow work with heartbeats; the signal aborts when Temporal no longer wants the result. */
export async function whileBeating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return beating(() => undefined, work);
}

/** The progress of some work. */
interface Course<P> {
  /** The progress of the previous attempt; null for the first one, or without any. */
  readonly from: P | null;
  /** Records the progress. After a kill, the records of the last seconds may be missing. */
  readonly note: (progress: P) => void;
  readonly signal: AbortSignal;
}

/** As {@link whileBeating}, for work that continues after an interrupted attempt. */
export async function whileNoting<T, P extends object>(work: (course: Course<P>) => Promise<T>): Promise<T> {
  const context = Context.current();
  // The progress that an earlier attempt of this activity recorded.
  const from = (context.info.heartbeatDetails as P | undefined) ?? null;
  let latest = from;
  const note = (progress: P) => context.heartbeat((latest = progress));
  return beating(
    () => latest ?? undefined,
    (signal) => work({ from, note, signal }),
  );
}

async function beating<T>(details: () => unknown, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(details()), BEAT_MS);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
