import mongoose, { type mongo } from 'mongoose';
import { LogHistoryLost } from '../../../ports/operations/event-log.js';

const { MongoError } = mongoose.mongo;

/**
 * ChangeStreamHistoryLost, ChangeStreamFatalError, InvalidResumeToken, FailedToParse and KeyString's own: the token
 * is older than the oplog, from another database, or invalid.
 * https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const LOST_CODES = new Set([286, 280, 260, 9, 50811]);

/** True if a change stream cannot continue from its token. */
function isHistoryLost(error: unknown): boolean {
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

/** Opens a change stream of one collection. */
type Watch<T extends mongo.BSON.Document> = (
  options: mongo.ChangeStreamOptions,
) => mongo.ChangeStream<T, mongo.ChangeStreamDocument<T>>;

/** Returns the token of the newest change, to continue after it. */
export async function newestToken<T extends mongo.BSON.Document>(watch: Watch<T>): Promise<string> {
  const stream = watch({ maxAwaitTimeMS: 1 });
  try {
    await stream.tryNext();
    return tokenOf(stream.resumeToken);
  } finally {
    await stream.close();
  }
}

/** Time that the server waits for a change before an empty answer. */
const WAIT_MS = 1_000;

/**
 * Reads the changes after a token, until the signal aborts. `next` takes one, or the end of a wait without any.
 * @throws LogHistoryLost with `lost` as its message, if the log no longer has the token.
 */
export async function readChanges<T extends mongo.BSON.Document>(
  watch: Watch<T>,
  {
    token,
    signal,
    lost,
    ...options
  }: Pick<mongo.ChangeStreamOptions, 'fullDocument'> & {
    readonly token: string;
    readonly signal: AbortSignal;
    readonly lost: string;
  },
  next: (stream: ReturnType<Watch<T>>) => Promise<void>,
): Promise<void> {
  const stream = watch({ ...options, maxAwaitTimeMS: WAIT_MS, resumeAfter: { _data: token } });
  const close = () => void stream.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    while (!signal.aborted) await next(stream);
  } catch (error) {
    // Closing the stream is how a wait for its next change ends.
    if (signal.aborted) return;
    throw isHistoryLost(error) ? new LogHistoryLost(lost, { cause: error }) : error;
  } finally {
    signal.removeEventListener('abort', close);
    await stream.close();
  }
}
