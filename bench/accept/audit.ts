import mongoose from 'mongoose';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { ticketWorkflowId } from '../../workflows/ids.js';
import { inLanes } from '../support/lanes.js';
import type { LoadReport } from '../support/load.js';
import type { MailSink } from '../support/mail-sink.js';

/** What was promised, counted. Every figure but the last is the number of tickets when all is well. */
export interface Audit {
  readonly answers_201: number;
  readonly distinct_numbers: number;
  /** Of these numbers, how many tickets are in the database. */
  readonly stored: number;
  readonly workflows_running: number;
  readonly assigned: number;
  /** Tickets about which exactly one assignment mail has come. */
  readonly mailed_once: number;
  /** Assignment mails altogether. */
  readonly mails: number;
  /** Answers other than 201, and lost connections. */
  readonly other_answers: number;
}

interface Evidence {
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly sink: MailSink;
  readonly report: LoadReport;
}

const LANES = 16;

/** Looks at the database, at Temporal and at the mails, and not at what any of our processes says about itself. */
export async function audit(evidence: Evidence): Promise<{ result: Audit; createdAt: Map<string, number> }> {
  const { report, sink } = evidence;
  const numbers = [...new Set(report.numbers)];
  const { stored, assigned, createdAt } = await ticketsOf(evidence.mongoUri, numbers);
  const { 201: created = 0, ...others } = report.statuses;
  const counts = numbers.map((number) => sink.arrivals.get(number)?.length ?? 0);
  const result = {
    answers_201: created,
    distinct_numbers: numbers.length,
    stored,
    workflows_running: await countRunning(evidence.temporalAddress, numbers),
    assigned,
    mailed_once: counts.filter((count) => count === 1).length,
    mails: [...sink.arrivals.values()].reduce((sum, arrivals) => sum + arrivals.length, 0),
    other_answers: Object.values(others).reduce((sum, count) => sum + count, report.errors),
  };
  return { result, createdAt };
}

/** True when every ticket was accepted, numbered, started, assigned and mailed, each of it once. */
export function holds({ other_answers, ...counts }: Audit, tickets: number): boolean {
  return other_answers === 0 && Object.values(counts).every((count) => count === tickets);
}

async function ticketsOf(uri: string, numbers: readonly string[]) {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const rows = await connection
      .collection('tickets')
      .find({ number: { $in: numbers } }, { projection: { number: 1, assignment: 1, createdAt: 1 } })
      .toArray();
    return {
      stored: rows.length,
      assigned: rows.filter((row) => row['assignment'] !== null).length,
      createdAt: new Map(rows.map((row) => [String(row['number']), (row['createdAt'] as Date).getTime()])),
    };
  } finally {
    await connection.close();
  }
}

async function countRunning(address: string, numbers: readonly string[]): Promise<number> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  let running = 0;
  try {
    await inLanes(numbers, LANES, async (number) => {
      try {
        const { status } = await client.workflow.getHandle(ticketWorkflowId(number)).describe();
        if (status.name === 'RUNNING') running += 1;
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    });
    return running;
  } finally {
    await connection.close();
  }
}
