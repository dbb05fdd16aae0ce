import type { mongo } from 'mongoose';
import type { EventLog, HoldfastEvent, LogEntry, TicketPlace } from '../../../ports/operations/event-log.js';
import { newestToken, readChanges, tokenOf } from '../kit/change-stream.js';
import type { Models } from '../schema/models.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';
import { LogTail } from './log-tail.js';

const INSERTS = [
  { $match: { operationType: 'insert' } },
  { $project: { operationType: 1, fullDocument: 1, clusterTime: 1 } },
];

/** The index that groups the events by ticket. */
const BY_TICKET = { ticketId: 1, ticketVersion: 1, _id: 1 } as const;

/** The events collection as a log that is read in the order of commit, by a change stream. */
export class MongoEventLog implements EventLog {
  private readonly tail = new LogTail((token, onEntry, signal) => this.readStream(token, onEntry, signal));

  constructor(private readonly models: Models) {}

  newestToken(): Promise<string> {
    return newestToken(this.watch);
  }

  readAfter(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    return this.tail.readAfter(token, onEntry, signal);
  }

  /**
   * One batch of a snapshot: each version of a ticket is committed after the one before, so no version is missing.
   */
  async readTickets(from: Date, place: TicketPlace | null, limit: number): Promise<readonly HoldfastEvent[]> {
    const query = this.models.events.collection
      .find<StoredEvent>({ at: { $gte: from } }, { readConcern: { level: 'snapshot' } })
      .hint(BY_TICKET)
      // The bound is part of what is read.
      .limit(limit + 1)
      .batchSize(limit + 2);
    if (place !== null) {
      const { ticketId, ticketVersion, eventId } = place;
      query.min({ ticketId, ticketVersion, _id: eventId });
    }
    const events = (await query.toArray()).map((row) => fromStoredEvent(row));
    return events.filter(({ id }) => id !== place?.eventId).slice(0, limit);
  }

  private readStream(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const lost = 'The event log no longer has this position.';
    return readChanges(this.watch, { token, signal, lost }, async (stream) => {
      await onEntry(await nextEntry(stream));
    });
  }

  private readonly watch = (options: mongo.ChangeStreamOptions) =>
    this.models.events.collection.watch<StoredEvent>(INSERTS, options);
}

async function nextEntry(stream: mongo.ChangeStream<StoredEvent>): Promise<LogEntry> {
  const askedAt = new Date();
  const change = await stream.tryNext();
  if (change === null) return { event: null, token: tokenOf(stream.resumeToken), committedAt: askedAt };
  const event = change.operationType === 'insert' ? fromStoredEvent(change.fullDocument) : null;
  const committedAt = change.clusterTime === undefined ? askedAt : new Date(change.clusterTime.t * 1000);
  return { event, token: tokenOf(change._id), committedAt };
}
