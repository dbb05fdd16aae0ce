import { ApplicationFailure } from '@temporalio/common';
import { DomainError, type ErrorCode } from '../src/domain/errors.js';

/** Whether trying again can help. The code becomes the failure's type, by which retry policies may decide further. */
const IS_RETRYABLE: Readonly<Record<ErrorCode, boolean>> = {
  invalid_input: false,
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  illegal_transition: false,
  assignment_conflict: false,
  capacity_reached: true,
  version_conflict: true,
  duplicate: false,
  last_admin: false,
  workflow_ended: false,
  link_expired: false,
  too_many_requests: true,
  model_unavailable: true,
  model_answer_invalid: true,
  model_rejected: false,
  delivery_rejected: false,
  address_refused: false,
  unavailable: true,
};

/** Another party's wish to be left alone counts up to here. */
const MAX_RETRY_AFTER_SECONDS = 60;

/** The failure that tells Temporal what to do about an error; anything unexpected may be tried again. */
export function toFailure(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    nonRetryable: !IS_RETRYABLE[error.code],
    cause: error,
    ...(error.retryAfterSeconds === undefined
      ? {}
      : { nextRetryDelay: Math.min(error.retryAfterSeconds, MAX_RETRY_AFTER_SECONDS) * 1000 }),
  });
}

/** The same functions, whose DomainErrors come out as ApplicationFailures. */
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
