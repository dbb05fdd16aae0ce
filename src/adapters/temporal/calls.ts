import { isGrpcServiceError, WorkflowNotFoundError, type ConnectionLike } from '@temporalio/client';
import { DomainError } from '../../domain/errors.js';

/** A short call that takes longer than this is given up and tried again later. */
export const CALL_MS = 5_000;

/** Bounds a call, and tells whoever made it whether trying again makes sense: all faults come out as `unavailable`. */
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

/** The client wraps some faults of the connection in errors of its own, by name only. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ServiceError' ||
    error.name === 'TransportError' ||
    error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError'
  );
}
