import type { TicketChange } from '../../src/ports/tickets/ticket-repository.js';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { createTicket } from '../../src/app/tickets/create-ticket.js';
import type { TicketEvent } from '../../src/domain/tickets/events.js';
import { ALWAYS } from '../../src/domain/sla/calendar/calendar.js';
import { DEFAULT_POLICY } from '../../src/domain/sla/sla.js';
import { formatTicketNumber, type Ticket } from '../../src/domain/tickets/ticket.js';

interface Text {
  readonly title: string;
  readonly description: string;
}

type Document = Readonly<Record<string, unknown>> & { readonly _id: string };

const MAJORITY = { writeConcern: new mongoose.mongo.WriteConcern('majority') };

/**
 * The floor under accepting a ticket: the same two documents in one majority transaction through the driver, and nothing
 * else. The documents are copies of what Holdfast itself would store for its requester, so they have its shape and size.
 */
export class TwoDocumentStore {
  private sequence = 0;

  private constructor(
    private readonly client: mongoose.mongo.MongoClient,
    private readonly ticket: Ticket,
    private readonly event: TicketEvent,
  ) {}

  static async open(uri: string): Promise<TwoDocumentStore> {
    const { ticket, event } = await template();
    const client = new mongoose.mongo.MongoClient(uri, { maxPoolSize: 100, ignoreUndefined: true });
    await client.connect();
    for (const name of ['tickets', 'events'])
      await client
        .db()
        .createCollection(name)
        .catch(() => undefined);
    return new TwoDocumentStore(client, ticket, event);
  }

  async insert({ title, description }: Text): Promise<string> {
    const { id: _ticketId, ...ticketFields } = this.ticket;
    const { id: _eventId, ...eventFields } = this.event;
    const id = uuidv7();
    const number = formatTicketNumber(2026, (this.sequence += 1));
    const ticket = { ...ticketFields, _id: id, number, title, description };
    const event = { ...eventFields, _id: uuidv7(), ticketId: id, ticketNumber: number };
    const tickets = this.client.db().collection<Document>('tickets');
    const events = this.client.db().collection<Document>('events');
    await this.client.withSession((session) =>
      session.withTransaction(async () => {
        await tickets.insertOne(ticket, { session });
        await events.insertOne(event, { session });
      }, MAJORITY),
    );
    return number;
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

/** What the use case would write, caught on its way to the database. */
async function template(): Promise<{ ticket: Ticket; event: TicketEvent }> {
  const caught: TicketChange[] = [];
  const deps = {
    numbers: { next: () => Promise.resolve(formatTicketNumber(2026, 1)) },
    policies: { current: () => Promise.resolve(DEFAULT_POLICY), ruled: () => Promise.resolve([]) },
    customFields: { all: () => Promise.resolve([]) },
    calendars: { byRef: () => Promise.resolve(ALWAYS) },
    tickets: { commit: (change: TicketChange) => Promise.resolve(void caught.push(change)) },
    clock: { now: () => new Date() },
    newId: () => uuidv7(),
  };
  const alice = { type: 'user', id: uuidv7(), name: 'Alice', role: 'user' } as const;
  const text = { title: 'title', description: 'description' };
  await createTicket(deps as unknown as Parameters<typeof createTicket>[0], alice, {
    source: 'api',
    input: text,
    id: uuidv7(),
  });
  const [change] = caught;
  const event = change?.events[0];
  if (change === undefined || event === undefined) throw new Error('createTicket has written nothing');
  return { ticket: change.after, event };
}
