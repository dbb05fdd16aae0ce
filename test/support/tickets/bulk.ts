import { randomInt, randomUUID } from 'node:crypto';
import type { BulkChange, BulkJob } from '../../../src/domain/tickets/bulk-change.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { aTicket } from './builders.js';
import type { Holdfast } from '../holdfast.js';

/** Tickets as they lie in the database, without a life of their own. */
export async function lieThere(
  { mongo }: Holdfast,
  count: number,
  fieldsOf: (index: number) => Partial<Ticket> = () => ({}),
): Promise<readonly Pick<Ticket, 'id' | 'number'>[]> {
  // Numbers are workflow ids, and all test files share one Temporal.
  const first = randomInt(1_000_000, 900_000_000);
  const tickets = Array.from({ length: count }, (_, index) =>
    aTicket({ id: randomUUID(), number: `TKT-2026-${first + index}`, ...fieldsOf(index) }),
  );
  const stored = tickets.map(({ id, ...fields }) => ({ _id: id, ...fields }));
  await mongo.collection<(typeof stored)[number]>('tickets').insertMany(stored);
  return tickets;
}

/** A job as it is written down, of whoever is named. */
export function aBulkJob(
  { id, sessionId, apiKeyId }: BulkJob['requester'],
  tickets: readonly Pick<Ticket, 'id' | 'number'>[],
  change: BulkChange,
): BulkJob {
  return {
    id: randomUUID(),
    requester: { id, sessionId, apiKeyId },
    change,
    tickets: tickets.map(({ id, number }) => ({ id, number, expectedVersion: null })),
    expiresAt: new Date(Date.now() + 60_000),
  };
}
