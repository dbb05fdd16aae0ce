import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** Runs work whose waits all end once the signal aborts. */
export type RunUntilCancelled = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * Ends the waits of an activity that is cancelled, whose worker stops, or whose attempt has timed out.
 * Temporal may then run the next attempt, and the old one would only occupy a place.
 */
export function cancelActivities(
  runUntilCancelled: RunUntilCancelled = (_signal, work) => work(),
): ActivityInterceptorsFactory {
  return ({ info, cancellationSignal }) => ({
    inbound: {
      execute: async (input, next) => {
        const over = new AbortController();
        const timer = setTimeout(
          () => over.abort(new Error('The activity attempt timed out.')),
          info.startToCloseTimeoutMs,
        );
        try {
          return await runUntilCancelled(AbortSignal.any([cancellationSignal, over.signal]), () =>
            next(input),
          );
        } finally {
          clearTimeout(timer);
        }
      },
    },
  });
}
