import { isGrpcServiceError, WorkflowNotFoundError, type ConnectionLike } from '@temporalio/client';
import { DomainError } from '../../domain/errors.js';

/** Timeout of a short call; it is retried later. */
export const CALL_MS = 5_000;

/** Limits a call, and converts temporary faults to `unavailable`, so that the caller can retry. */
export async function callTemporal<T>(
  connection: ConnectionLike,
  withinMs: number,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await connection.withDeadline(Date.now() + withinMs, run);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      throw new DomainError(
        'unavailable',
        'The workflow has not started yet, or Temporal no longer has it.',
        {
          cause: error,
        },
      );
    }
    if (isGrpcServiceError(error) || isConnectionFault(error)) {
      throw new DomainError('unavailable', 'Temporal cannot be reached. Try again later.', {
        cause: error,
        retryAfterSeconds: 2,
      });
    }
    throw error;
  }
}

/** The client wraps some connection faults in its own errors, recognizable by name only. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ServiceError' ||
    error.name === 'TransportError' ||
    error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError'
  );
}
