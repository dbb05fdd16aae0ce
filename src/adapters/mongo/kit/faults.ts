import mongoose from 'mongoose';
import { DomainError } from '../../../domain/errors.js';

const {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
} = mongoose.mongo;

/**
 * Errors of servers that start, stop, or elect: https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const PASSING_SERVER_CODES = new Set([
  6, 7, 50, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

const RETRY_AFTER_SECONDS = 2;

/** Wraps a repository so that connection faults become DomainError `unavailable`. */
export function withDomainFaults<T extends object>(repository: T): T {
  return new Proxy(repository, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(member, target, args) as Promise<unknown>);
        } catch (error) {
          throw isPassing(error) ? unavailable(error) : error;
        }
      };
    },
  });
}

function isPassing(error: unknown): boolean {
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return true;
  if (!(error instanceof MongoError)) return isNotConnected(error);
  // The driver wraps errors of bulk writes.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error) {
    return isPassing(error.errorResponse);
  }
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNotConnectedError ||
    // A class that the driver does not export.
    error.name === 'MongoWaitQueueTimeoutError' ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('RetryableWriteError') ||
    (typeof error.code === 'number' && PASSING_SERVER_CODES.has(error.code))
  );
}

/** Mongoose refuses commands while it is not connected and has been told not to buffer. */
function isNotConnected(error: unknown): boolean {
  return error instanceof mongoose.Error && error.message.includes('bufferCommands = false');
}

function unavailable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'The database cannot be reached. Try again later.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
