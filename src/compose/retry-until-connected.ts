import type { Logger } from '../ports/logger.js';
import { isRetryable } from '../domain/errors.js';

const RECONNECT_MS = 1_000;

/**
 * Tries until it works, saying so: a worker that starts before its servers waits for them.
 * @throws what no waiting mends, and anything once the signal has aborted.
 */
export async function retryUntilConnected<T>(
  logger: Logger,
  what: string,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted === true || !isRetryable(error)) throw error;
      logger.warn({ err: error }, `${what} not reachable yet; retrying`);
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  }
}
