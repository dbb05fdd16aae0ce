import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { answerWithin } from '../../system/answer-within.js';
import { currentCancellation } from '../../system/cancellation.js';

/**
 * Timeout of a transaction.
 * The caller gets `unavailable` and can retry. The server's own limit (`transactionLifetimeLimitSeconds`) should be a
 * little longer: until then, the transaction of a killed process locks its documents.
 */
export const TRANSACTION_MS = 5_000;

/** The driver rolls back what has run out of time. A server that hangs is not waited for that long again. */
const ROLLBACK_MS = 1_000;

const RETRY_AFTER_SECONDS = 2;

/**
 * Runs `work` in one majority transaction.
 * It is repeated after a conflict, so it must only write through the session. After a timeout, it is unknown whether
 * the transaction was committed.
 * @param timeoutMs the caller's remaining time, in milliseconds.
 * @throws DomainError `unavailable` after the timeout; the reason of the {@link currentCancellation} that aborts.
 */
export async function inTransaction(
  connection: Connection,
  work: (session: ClientSession) => Promise<void>,
  timeoutMs = TRANSACTION_MS,
): Promise<void> {
  const signal = currentCancellation();
  const run = transact(connection, timeoutMs, async (session) => {
    signal?.throwIfAborted();
    await work(session);
  });
  await answerWithin(timeoutMs + ROLLBACK_MS, run, tookTooLong, signal);
}

async function transact(
  connection: Connection,
  timeoutMs: number,
  work: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = connection.getClient().startSession();
  const deadline = performance.now() + timeoutMs;
  const workInTime = async (): Promise<void> => {
    // The driver would continue for two minutes, and write long after the caller was told that it has not.
    if (performance.now() > deadline) throw tookTooLong();
    await work(session);
  };
  try {
    await session.withTransaction(workInTime, {
      readConcern: { level: 'snapshot' },
      writeConcern: new mongoose.mongo.WriteConcern('majority'),
      maxCommitTimeMS: Math.max(1, Math.ceil(timeoutMs)),
    });
  } finally {
    await session.endSession();
  }
}

function tookTooLong(): DomainError {
  return new DomainError('unavailable', 'The database was too busy for this change. Try again.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
