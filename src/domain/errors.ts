/** All domain error codes. They are part of the contract: clients and workflows depend on them. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'illegal_transition'
  | 'assignment_conflict'
  | 'capacity_reached'
  | 'version_conflict'
  | 'duplicate'
  | 'unseen_comments'
  | 'last_admin'
  | 'workflow_ended'
  | 'link_expired'
  | 'file_held'
  | 'file_rejected'
  | 'too_many_requests'
  | 'model_unavailable'
  | 'model_answer_invalid'
  | 'model_rejected'
  | 'delivery_rejected'
  | 'address_refused'
  | 'parse_timed_out'
  | 'parse_crashed'
  | 'unavailable';

/** One fault in the input: its path (`title`, `tags.2`) and a message for a person. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

interface DomainErrorOptions {
  readonly faults?: readonly FieldFault[];
  /** Seconds after which a retry makes sense, if the other service named them. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * The only error that use cases throw deliberately.
 * The API maps the code to a problem document, and the activities map it to an `ApplicationFailure`. Any other error
 * is a bug.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly faults: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: DomainErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

const CAN_PASS: Readonly<Record<ErrorCode, boolean>> = {
  invalid_input: false,
  unauthenticated: false,
  forbidden: false,
  not_found: false,
  illegal_transition: false,
  assignment_conflict: false,
  capacity_reached: true,
  version_conflict: true,
  duplicate: false,
  unseen_comments: false,
  last_admin: false,
  workflow_ended: false,
  link_expired: false,
  file_held: true,
  file_rejected: false,
  too_many_requests: true,
  model_unavailable: true,
  model_answer_invalid: true,
  model_rejected: false,
  delivery_rejected: false,
  address_refused: false,
  parse_timed_out: false,
  parse_crashed: false,
  unavailable: true,
};

/** Whether trying again can help: for some refusals, and for anything unexpected. */
export function isRetryable(error: unknown): boolean {
  return !(error instanceof DomainError) || CAN_PASS[error.code];
}

/** Throws for a value that the types exclude, so that a forgotten case is a compile error. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
