import mongoose, { type Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';

/** A command waits this long for a primary before the caller is told that the database is unavailable. */
const SERVER_SELECTION_MS = 3_000;

/** … and this long for a connection of the pool, where all are in use. Without an end the queue would grow and grow. */
const POOL_WAIT_MS = 3_000;

/**
 * A server that is frozen says nothing at all. The driver asks it for a sign of life, and after this long without one ends
 * every command that waits for it; the driver's own settings take 40 s. A command may take longer on a server that lives,
 * as the building of an index does. (`timeoutMS` would bound each command, but has no effect in driver 7.8.)
 */
const SILENCE_MS = 12_000;

/** Connections that a busy moment has opened are closed again, or the pool would stay at the most that it ever needed. */
const POOL_IDLE_MS = 60_000;

/**
 * Connects to MongoDB; rejects when there is no primary within some seconds. Commands are never buffered: while the
 * database is away they fail at once, and the caller can say so.
 * @throws DomainError `invalid_input` for a URI that cannot be read; whatever the driver says while nobody answers there.
 */
export async function connectMongo(uri: string, silenceMs = SILENCE_MS): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    // Asked for after a third of the time, and waited for in the rest.
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
    // By its name: the driver and the parser of URIs have a class each.
    if (!(error instanceof Error) || error.name !== 'MongoParseError') throw error;
    throw new DomainError('invalid_input', `MONGODB_URI: ${error.message}.`, { cause: error });
  }
}
