import mongoose from 'mongoose';
import { SAMPLES } from '../../src/cli/demo/samples.js';
import { startApi, startWorker, type AllServers, type Surroundings } from '../support/holdfast.js';
import { load } from '../support/load.js';
import type { MailSink } from '../support/mail-sink.js';
import type { Workbench } from '../support/workbench.js';
import type { Runner } from './in-lanes.js';
import type { AssignedAfter } from './time-to-assignment.js';

interface OursOptions {
  readonly around: AllServers;
  readonly sink: MailSink;
  readonly tickets: number;
  readonly isProfiled: boolean;
}

interface Ours extends Runner {
  /** Tickets that wait for their event, as numbers. */
  readonly numbers: readonly string[];
  /** Of all tickets, from the times in the activity log. */
  timesToAssignment(): Promise<AssignedAfter>;
  close(): Promise<void>;
}

interface StoredEvent {
  readonly _id: string;
  readonly ticketNumber: string;
  readonly type: string;
  readonly at: Date;
}
type Events = mongoose.mongo.Collection<StoredEvent>;

/**
 * Real tickets, made by the API while no worker runs, whose `ticket.created` events are then taken out of the database. To
 * begin a life its event is put back: change stream, relay, workflow, activities and mail are what production does.
 */
export async function prepareOurs(bench: Workbench, options: OursOptions): Promise<Ours> {
  const { around, sink } = options;
  const numbers = await handIn(bench, around, options.tickets);
  const connection = await mongoose
    .createConnection(around.mongoUri, { writeConcern: { w: 'majority' } })
    .asPromise();
  const events = connection.collection<StoredEvent>('events');
  const held = new Map(
    (await events.find({ ticketId: { $exists: true } }).toArray()).map((event) => [
      event.ticketNumber,
      event,
    ]),
  );
  await events.deleteMany({ ticketId: { $exists: true } });
  // For the whole lives at the end; no other ticket here is ever resolved.
  await connection.collection('sla_policies').updateMany({}, { $set: { autoCloseMinutes: 1 / 60 } });
  const worker = await startWorker(bench, around, { isProfiled: options.isProfiled });
  return {
    numbers,
    begin: async (number) => {
      const event = held.get(number);
      if (event === undefined) throw new Error(`${number} has no event`);
      await events.insertOne({ ...event, at: new Date() });
    },
    reached: (number) => sink.arrived(number),
    timesToAssignment: () => readAssignments(events),
    close: async () => {
      await connection.close();
      await bench.stop(worker);
    },
  };
}

/** Both are instants of this machine's clock: of the event that began the life, and of its first assignment. */
async function readAssignments(events: Events): Promise<AssignedAfter> {
  const times = new Map<string, { created?: number; assigned?: number }>();
  const both = events.find({ type: { $in: ['ticket.created', 'ticket.assigned'] } }).sort({ at: -1 });
  for await (const { ticketNumber, type, at } of both) {
    const name = type === 'ticket.created' ? 'created' : 'assigned';
    times.set(ticketNumber, { ...times.get(ticketNumber), [name]: at.getTime() });
  }
  return (number) => {
    const { created, assigned } = times.get(number) ?? {};
    return created === undefined || assigned === undefined ? undefined : assigned - created;
  };
}

async function handIn(bench: Workbench, around: Surroundings, tickets: number): Promise<readonly string[]> {
  const api = await startApi(bench, around);
  const { numbers } = await load(bench, {
    url: api.ticketsUrl,
    headers: api.headers,
    bodies: SAMPLES.map((sample) => JSON.stringify(sample)),
    connections: 8,
    seconds: 0,
    amount: tickets,
    collectNumbers: true,
  });
  await bench.stop(api.server);
  if (numbers.length !== tickets)
    throw new Error(`only ${numbers.length} of ${tickets} tickets were accepted`);
  return numbers;
}
