import { DomainError } from '../../../domain/errors.js';

interface Deadline {
  /** The provider's name for people. */
  readonly name: string;
  readonly timeoutMs: number;
  /** The caller's signal. */
  readonly signal: AbortSignal;
  /** Converts an error of the SDK. */
  readonly toDomainError: (error: unknown) => DomainError;
}

/**
 * Ends a request after `timeoutMs` or when the caller aborts. It replaces the timeouts of the SDKs: some never clear
 * their timer, some overlook a signal that is aborted already, and some do not tell a timeout from an abort.
 * @throws the reason of `signal` when the caller aborted, a DomainError otherwise.
 */
export async function withDeadline<T>(
  { name, timeoutMs, signal, toDomainError }: Deadline,
  run: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await run(controller.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (controller.signal.aborted) {
      throw new DomainError('model_unavailable', `${name} did not answer within ${timeoutMs} ms`);
    }
    throw error instanceof DomainError ? error : toDomainError(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
