import { randomInt } from 'node:crypto';
import { ApiError } from './api-error.js';

/** Seconds before a rejected client retries. Random, so that clients do not all return at once. */
const RETRY_AFTER = { min: 1, max: 5 };

/** The error for a request that is rejected for lack of capacity, with further response headers. */
export function overloaded(headers: Readonly<Record<string, string>> = {}): ApiError {
  const seconds = randomInt(RETRY_AFTER.min, RETRY_AFTER.max + 1);
  return new ApiError(
    'overloaded',
    `The server has too many requests. This one was not executed. Try again in ${seconds} s.`,
    { 'Retry-After': String(seconds), ...headers },
  );
}
