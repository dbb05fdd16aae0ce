import { randomInt } from 'node:crypto';
import { ApiError } from './api-error.js';

/** Seconds until those who were refused come again: spread, or they would all come at once. */
const RETRY_AFTER = { min: 1, max: 5 };

/** What somebody is told for whom there is no room, with further headers of the answer. */
export function overloaded(headers: Readonly<Record<string, string>> = {}): ApiError {
  const seconds = randomInt(RETRY_AFTER.min, RETRY_AFTER.max + 1);
  return new ApiError(
    'overloaded',
    `The server has too many requests. This one was not executed. Try again in ${seconds} s.`,
    { 'Retry-After': String(seconds), ...headers },
  );
}
