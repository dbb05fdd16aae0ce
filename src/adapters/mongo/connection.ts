import mongoose, { type Connection } from 'mongoose';
import { DomainError } from '../../domain/errors.js';

/** A command waits this long for a primary before the caller is told that the database is unavailable. */
const SERVER_SELECTION_MS = 3_000;

/** … and this long for a connection of the pool, where all are in use. Without an end the queue would grow and grow. */
const POOL_WAIT_MS = 3_000;

/**
 * Any one command and all its repetitions, from the choice of a server to the last byte of the answer. A server that is
 * frozen says nothing at all, and without an end the caller would wait as long. Transactions have an end of their own
 * (`transaction.ts`), and so have files, the building of indexes and the stream of events.
 */
const OPERATION_MS = 10_000;

/** Connections that a busy moment has opened are closed again, or the pool would stay at the most that it ever needed. */
const POOL_IDLE_MS = 60_000;

/**
 * Connects to MongoDB; rejects when there is no primary within some seconds. Commands are never buffered: while the
 * database is away they fail at once, and the caller can say so.
 * @throws DomainError `invalid_input` for a URI that cannot be read; whatever the driver says while nobody answers there.
 */
export async function connectMongo(uri: string, operationMs = OPERATION_MS): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    timeoutMS: operationMs,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    writeConcern: { w: 'majority' },
    maxPoolSize: 100,
    waitQueueTimeoutMS: POOL_WAIT_MS,
    maxIdleTimeMS: POOL_IDLE_MS,
    ignoreUndefined: true,
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.destroy();
    // By its name: the driver and the parser of URIs have a class each.
    if (!(error instanceof Error) || error.name !== 'MongoParseError') throw error;
    throw new DomainError('invalid_input', `MONGODB_URI: ${error.message}.`, { cause: error });
  }
}
