import { z } from 'zod';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import { ApiError, type ProblemCode } from './api-error.js';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** The one table from codes to answers (RFC 9457). */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'The request is malformed' },
  unauthenticated: { status: 401, title: 'You are not signed in' },
  forbidden: { status: 403, title: 'You do not have permission' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  illegal_transition: { status: 409, title: 'The status of the ticket does not allow this' },
  assignment_conflict: { status: 409, title: 'The ticket is assigned to another moderator' },
  capacity_reached: { status: 409, title: 'The moderator is at capacity' },
  duplicate: { status: 409, title: 'It already exists' },
  unseen_comments: { status: 409, title: 'There are newer comments' },
  last_admin: { status: 409, title: 'The system needs at least one administrator' },
  workflow_ended: { status: 409, title: 'The ticket is closed' },
  request_in_progress: { status: 409, title: 'The same request is still in progress' },
  file_held: { status: 409, title: 'The file is being checked' },
  file_rejected: { status: 409, title: 'The file was rejected' },
  link_expired: { status: 410, title: 'This link has expired' },
  version_conflict: { status: 412, title: 'It was changed by another request' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  range_not_satisfiable: { status: 416, title: 'The range is outside of the file' },
  invalid_input: { status: 422, title: 'The input is not valid' },
  idempotency_mismatch: { status: 422, title: 'The idempotency key belongs to another request' },
  version_required: { status: 428, title: 'If-Match is required' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Internal error' },
  model_answer_invalid: { status: 502, title: 'The AI returned an invalid answer' },
  model_rejected: { status: 502, title: 'The AI refused the request' },
  delivery_rejected: { status: 502, title: 'The mail server rejected the message' },
  address_refused: { status: 502, title: 'The mail server rejected the address' },
  parse_timed_out: { status: 502, title: 'The mail took too long to parse' },
  parse_crashed: { status: 502, title: 'The mail took too much memory to parse' },
  model_unavailable: { status: 503, title: 'The AI is unavailable' },
  overloaded: { status: 503, title: 'The service is overloaded' },
  unavailable: { status: 503, title: 'A required service is unavailable' },
} as const satisfies Readonly<Record<ProblemCode, ProblemKind>>;

export type ProblemStatus = (typeof PROBLEMS)[ProblemCode]['status'];

/** `Retry-After` of an error that names no time itself. */
const RETRY_AFTER_SECONDS = 5;

/** The body of every answer that is not a success. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z
      .string()
      .meta({ description: 'The request id, also in the `X-Request-Id` header and in the logs.' }),
    code: z.enum(Object.keys(PROBLEMS)).meta({ description: 'Stable error code. Clients can branch on it.' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'All validation errors of the request.' }),
  })
  .meta({ id: 'Problem' });

export interface Problem {
  readonly code: ProblemCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: z.output<typeof problemSchema>;
}

/**
 * Converts an error to the problem document for the client.
 * An unexpected error reveals its title only.
 */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof DomainError) {
    const { code, message, faults, retryAfterSeconds } = error;
    return problem(code, message, requestId, faults, headersOf(code, retryAfterSeconds));
  }
  if (error instanceof ApiError) return problem(error.code, error.message, requestId, [], error.headers);
  const status = clientFaultStatus(error);
  if (status === 404) return problem('not_found', 'This path does not exist.', requestId);
  if (status === 413) return problem('payload_too_large', 'The request is too large.', requestId);
  if (status !== null) return problem('malformed_request', 'The request cannot be parsed.', requestId);
  return problem('internal_error', 'The server log has the details under the id of this request.', requestId);
}

function problem(
  code: ProblemCode,
  detail: string,
  requestId: string,
  faults: readonly FieldFault[] = [],
  headers: Readonly<Record<string, string>> = {},
): Problem {
  const { status, title } = PROBLEMS[code];
  const type = `https://holdfast.dev/problems/${code}`;
  const errors = faults.length === 0 ? {} : { errors: [...faults] };
  return {
    code,
    status,
    headers,
    body: { type, title, status, detail, instance: requestId, code, ...errors },
  };
}

function headersOf(
  code: ProblemCode,
  retryAfterSeconds: number | undefined,
): Readonly<Record<string, string>> {
  switch (PROBLEMS[code].status) {
    case 401:
      return { 'WWW-Authenticate': 'Bearer realm="holdfast"' };
    case 429:
    case 503:
      return { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds ?? RETRY_AFTER_SECONDS))) };
    default:
      return {};
  }
}

/** Status of an error that a Koa library threw because of the client; null for every other error. */
function clientFaultStatus(error: unknown): number | null {
  const isMarked = error instanceof Error && 'status' in error && 'expose' in error && error.expose === true;
  return isMarked && typeof error.status === 'number' && error.status >= 400 && error.status < 500
    ? error.status
    : null;
}
