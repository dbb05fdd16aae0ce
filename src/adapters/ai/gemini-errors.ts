import { GoogleGenerativeAIFetchError } from '@google/generative-ai';
import { z } from 'zod';

import { DomainError } from '../../domain/errors.js';

/**
 * Converts an error of the SDK to a `DomainError`.
 * The original is not its cause: its message repeats the server's words, which may repeat ours, and errors are
 * written to logs and Temporal's history.
 */
export function geminiError(error: unknown): DomainError {
  if (!(error instanceof GoogleGenerativeAIFetchError) || error.status === undefined) {
    return new DomainError('model_unavailable', 'Gemini could not be reached');
  }
  const { status, errorDetails } = error;
  const message = `Gemini answered with status ${status}${reason(errorDetails)}`;
  if (!isPassing(status)) return new DomainError('model_rejected', message);
  const retryAfterSeconds = retryDelaySeconds(errorDetails);
  return new DomainError(
    'model_unavailable',
    message,
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );
}

function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

const RETRY_INFO = z.object({
  '@type': z.literal('type.googleapis.com/google.rpc.RetryInfo'),
  retryDelay: z.string().regex(/^\d{1,9}(?:\.\d{1,9})?s$/),
});

/**
 * `{"@type": "…RetryInfo", "retryDelay": "58.9s"}`; the SDK hides headers, so `Retry-After` cannot be read.
 */
function retryDelaySeconds(details: unknown): number | undefined {
  const info = find(details, RETRY_INFO);
  return info === undefined ? undefined : Math.ceil(Number.parseFloat(info.retryDelay));
}

const ERROR_INFO = z.object({ reason: z.string().regex(/^[A-Z][A-Z0-9_]{1,62}$/) });

/** Google's own word for the fault, such as `API_KEY_INVALID`; nothing longer than a word is passed on. */
function reason(details: unknown): string {
  const info = find(details, ERROR_INFO);
  return info === undefined ? '' : ` (${info.reason})`;
}

function find<T>(details: unknown, schema: z.ZodType<T>): T | undefined {
  if (!Array.isArray(details)) return undefined;
  for (const detail of details) {
    const parsed = schema.safeParse(detail);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}
