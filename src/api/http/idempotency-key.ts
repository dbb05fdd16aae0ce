import { z } from 'zod';
import { ApiError } from './api-error.js';

/** A key that the caller gives to a request, so that a repeat is recognised. */
export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(255)
  // Without the flag, which would end up in the document's pattern.
  .regex(/^[!-~]+$/);

/**
 * The `Idempotency-Key` of a request; undefined where it has none.
 * @throws ApiError `malformed_request`
 */
export function idempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const parsed = idempotencyKeySchema.safeParse(header);
  if (parsed.success) return parsed.data;
  throw new ApiError('malformed_request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
}
