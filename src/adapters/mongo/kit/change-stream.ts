import mongoose from 'mongoose';
import { LogHistoryLost } from '../../../ports/operations/event-log.js';

const { MongoError } = mongoose.mongo;

/**
 * ChangeStreamHistoryLost, ChangeStreamFatalError, InvalidResumeToken, FailedToParse and KeyString's own: the token
 * is older than the oplog, from another database, or invalid.
 * https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const LOST_CODES = new Set([286, 280, 260, 9, 50811]);

/** True if a change stream cannot continue from its token. */
export function isHistoryLost(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  return (
    (typeof error.code === 'number' && LOST_CODES.has(error.code)) ||
    error.hasErrorLabel('NonResumableChangeStreamError') ||
    // The driver's own, after the collection was dropped or renamed.
    error.name === 'MongoChangeStreamError'
  );
}

/** @throws LogHistoryLost without a token, which current servers always send. */
export function tokenOf(token: unknown): string {
  if (typeof token === 'object' && token !== null && '_data' in token && typeof token._data === 'string') {
    return token._data;
  }
  throw new LogHistoryLost('The database returned no resume token.');
}
