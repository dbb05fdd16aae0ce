import { z } from 'zod';

const RETRY_INFO = z.object({
  '@type': z.literal('type.googleapis.com/google.rpc.RetryInfo'),
  retryDelay: z.string().regex(/^\d{1,9}(?:\.\d{1,9})?s$/),
});
const ERROR_INFO = z.object({ reason: z.string() });

/**
 * Reads `error.details` of Google's answer: its word for the fault, such as `API_KEY_INVALID`, and the delay of
 * `{"@type": "…RetryInfo", "retryDelay": "58.9s"}`. Its SDKs hide headers, so `Retry-After` cannot be read.
 */
export function googleRefusal(details: unknown) {
  const delay = find(details, RETRY_INFO)?.retryDelay;
  return {
    reason: find(details, ERROR_INFO)?.reason,
    retryAfterSeconds: delay === undefined ? undefined : Math.ceil(Number.parseFloat(delay)),
  };
}

function find<T>(details: unknown, schema: z.ZodType<T>): T | undefined {
  if (!Array.isArray(details)) return undefined;
  for (const detail of details) {
    const parsed = schema.safeParse(detail);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}
