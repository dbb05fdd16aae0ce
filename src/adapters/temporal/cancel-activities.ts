import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** Runs work within which everything that waits gives up once the signal aborts. */
export type RunUntilCancelled = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * Ends the waits of an activity that is cancelled, whose worker stops, or whose attempt has had its time. Temporal has
 * given up the attempt then and may run the next one: what still stood in line would only take a place.
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
