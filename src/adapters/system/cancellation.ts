import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal>();

/** Runs work that is abandoned once the signal aborts. Calls within it then leave their queues. */
export function runUntilCancelled<T>(signal: AbortSignal, work: () => T): T {
  return signals.run(signal, work);
}

/**
 * Returns the signal of the current work; undefined for work that cannot be cancelled, such as that of the API.
 */
export function currentCancellation(): AbortSignal | undefined {
  return signals.getStore();
}
