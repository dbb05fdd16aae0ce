import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal>();

/** Runs work whose result is not wanted once the signal aborts. What waits in line within it leaves the line then. */
export function runUntilCancelled<T>(signal: AbortSignal, work: () => T): T {
  return signals.run(signal, work);
}

/**
 * Returns the signal of the current work; undefined for work that cannot be cancelled, such as that of the API.
 */
export function currentCancellation(): AbortSignal | undefined {
  return signals.getStore();
}
