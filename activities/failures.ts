import { ApplicationFailure } from '@temporalio/common';
import { isRetryable, DomainError } from '../src/domain/errors.js';

/** Maximum wait that another service can impose with `Retry-After`. */
const MAX_RETRY_AFTER_SECONDS = 60;

/**
 * Converts an error to the failure that tells Temporal what to do.
 * Its type is the error code, by which workflows tell faults apart.
 */
export function toFailure(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    nonRetryable: !isRetryable(error),
    cause: error,
    ...(error.retryAfterSeconds === undefined
      ? {}
      : { nextRetryDelay: Math.min(error.retryAfterSeconds, MAX_RETRY_AFTER_SECONDS) * 1000 }),
  });
}

/** Wraps activities so that their DomainErrors become ApplicationFailures. */
export function withFailures<T extends object>(activities: T): T {
  const wrapped = Object.entries(activities).map(
    ([name, run]: [string, (input: unknown) => Promise<unknown>]) => [
      name,
      async (input: unknown): Promise<unknown> => {
        try {
          return await run(input);
        } catch (error) {
          throw toFailure(error);
        }
      },
    ],
  );
  return Object.fromEntries(wrapped) as T;
}
