import { Context } from '@temporalio/activity';

/** A third of the shortest heartbeat time-out in `workflows/activity-options.ts`. */
const BEAT_MS = 2_000;

/** Runs slow work with a sign of life now and then; the signal aborts when Temporal no longer wants the result. */
export async function whileBeating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
