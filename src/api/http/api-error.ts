import type { ErrorCode } from '../../domain/errors.js';

/** Error codes that only HTTP has, in addition to those of the domain. */
export type HttpErrorCode =
  | 'malformed_request'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'range_not_satisfiable'
  | 'version_required'
  | 'request_in_progress'
  | 'idempotency_mismatch'
  | 'overloaded'
  | 'internal_error';

export type ProblemCode = ErrorCode | HttpErrorCode;

/** Thrown by the API itself for requests that never reach a use case. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
