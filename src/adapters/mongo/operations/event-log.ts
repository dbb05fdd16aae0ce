import type { mongo } from 'mongoose';
import {
  LogHistoryLost,
  type EventLog,
  type HoldfastEvent,
  type LogEntry,
  type TicketPlace,
} from '../../../ports/operations/event-log.js';
import { isHistoryLost, tokenOf } from '../kit/change-stream.js';
import type { Models } from '../schema/models.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';

/** Time that the server waits for a change before an empty answer. */
const WAIT_MS = 1_000;

const INSERTS = [
  { $match: { operationType: 'insert' } },
  { $project: { operationType: 1, fullDocument: 1, clusterTime: 1 } },
];

/** The index that groups the events by ticket. */
const BY_TICKET = { ticketId: 1, ticketVersion: 1, _id: 1 } as const;

/** The events collection as a log that is read in the order of commit, by a change stream. */
export class MongoEventLog implements EventLog {
  constructor(private readonly models: Models) {}

  async newestToken(): Promise<string> {
    const stream = this.watch({ maxAwaitTimeMS: 1 });
    try {
      await stream.tryNext();
      return tokenOf(stream.resumeToken);
    } finally {
      await stream.close();
    }
  }

  async readAfter(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const stream = this.watch({ maxAwaitTimeMS: WAIT_MS, resumeAfter: { _data: token } });
    const close = () => void stream.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      while (!signal.aborted) await onEntry(await nextEntry(stream));
    } catch (error) {
      // Closing the stream is how a wait for its next change ends.
      if (signal.aborted) return;
      throw isHistoryLost(error)
        ? new LogHistoryLost('The event log no longer has this position.', { cause: error })
        : error;
    } finally {
      signal.removeEventListener('abort', close);
      await stream.close();
    }
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

  private watch(options: mongo.ChangeStreamOptions) {
    return this.models.events.collection.watch<StoredEvent>(INSERTS, options);
  }
}

async function nextEntry(stream: mongo.ChangeStream<StoredEvent>): Promise<LogEntry> {
  const askedAt = new Date();
  const change = await stream.tryNext();
  if (change === null) return { event: null, token: tokenOf(stream.resumeToken), committedAt: askedAt };
  const event = change.operationType === 'insert' ? fromStoredEvent(change.fullDocument) : null;
  const committedAt = change.clusterTime === undefined ? askedAt : new Date(change.clusterTime.t * 1000);
  return { event, token: tokenOf(change._id), committedAt };
}
