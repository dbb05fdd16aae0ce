import mongoose, { type Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';

/** Timeout of a command that waits for a primary, before the database counts as unavailable. */
const SERVER_SELECTION_MS = 3_000;

/**
 * Maximum wait for a pooled connection when all are in use.
 * Otherwise the queue would grow without bound.
 */
const POOL_WAIT_MS = 3_000;

/**
 * Timeout of a frozen server.
 * The driver sends heartbeats, and after this silence ends every waiting command; its default is 40 s. On a live
 * server, a command may take longer, as building an index does. (`timeoutMS` would limit each command, but has no
 * effect in driver 7.8.)
 */
const SILENCE_MS = 12_000;

/** Idle connections close after this time, or the pool would keep its maximum size. */
const POOL_IDLE_MS = 60_000;

/**
 * Connects to MongoDB; rejects without a primary within some seconds.
 * Commands are never buffered: while the database is down, they fail immediately, and the caller can report it.
 * @throws DomainError `invalid_input` for an invalid URI; the driver's error while nothing answers.
 */
export async function connectMongo(uri: string, silenceMs = SILENCE_MS): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    // Sends a heartbeat after a third of the time, and waits for it in the rest.
    heartbeatFrequencyMS: silenceMs / 3,
    connectTimeoutMS: (silenceMs * 2) / 3,
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
    // By its name: driver and URI parser have separate classes.
    if (!(error instanceof Error) || error.name !== 'MongoParseError') throw error;
    throw new DomainError('invalid_input', `MONGODB_URI: ${error.message}.`, { cause: error });
  }
}
