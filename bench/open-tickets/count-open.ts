import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { TICKET_LIFECYCLE } from '../../workflows/contracts/ticket-lifecycle.js';
import type { Desk } from '../support/desk.js';

/** How many tickets are open in the database, and how many lives Temporal knows to be running. */
export async function countOpen({
  mongoUri,
  temporalAddress,
}: Desk): Promise<{ readonly tickets: number; readonly workflows: number }> {
  const [mongo, temporal] = await Promise.all([
    mongoose.createConnection(mongoUri).asPromise(),
    Connection.connect({ address: temporalAddress }),
  ]);
  try {
    const query = `WorkflowType="${TICKET_LIFECYCLE}" AND ExecutionStatus="Running"`;
    const [tickets, running] = await Promise.all([
      mongo.collection('tickets').countDocuments({ status: 'open' }),
      new Client({ connection: temporal }).workflow.count(query),
    ]);
    return { tickets, workflows: running.count };
  } finally {
    await Promise.all([mongo.close(), temporal.close()]);
  }
}
