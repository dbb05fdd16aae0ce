import mongoose, { type ClientSession, type Connection } from 'mongoose';

/**
 * A transaction that has not gone through by then is given up; the caller says `unavailable` and can try again. The
 * server's own limit (`transactionLifetimeLimitSeconds`) should be little more: until then the transaction of a process
 * that was killed holds its documents against everybody else.
 */
const TRANSACTION_MS = 5_000;

/**
 * Runs `work` in one majority transaction. It is run again when another transaction was in the way, so it must do
 * nothing but write through the session.
 */
export async function inTransaction(
  connection: Connection,
  work: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = connection.getClient().startSession({ defaultTimeoutMS: TRANSACTION_MS });
  try {
    await session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: new mongoose.mongo.WriteConcern('majority'),
    });
  } finally {
    await session.endSession();
  }
}
