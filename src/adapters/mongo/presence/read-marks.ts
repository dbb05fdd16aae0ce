import { readMarkId, type ReadableTicket, type ReadMark } from '../../../domain/presence/read-mark.js';
import type { ReadMarks } from '../../../ports/presence/read-marks.js';
import type { TicketFilter } from '../../../ports/tickets/ticket-repository.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';
import { sortOf, toMongoFilter } from '../tickets/ticket-query.js';

const READABLE = { requester: 1, organisationId: 1, participants: 1, lastWord: 1, createdAt: 1 } as const;

/** The collection `read_marks`. */
export class MongoReadMarks implements ReadMarks {
  constructor(private readonly models: Models) {}

  async put(mark: ReadMark): Promise<void> {
    const { _id, readAt, expiresAt, ...owner } = toStored(mark);
    await this.models.readMarks.collection.updateOne(
      { _id },
      { $max: { readAt, expiresAt }, $setOnInsert: owner },
      { upsert: true },
    );
  }

  async remove(personId: string, ticketId: string): Promise<void> {
    await this.models.readMarks.collection.deleteOne({ _id: readMarkId(personId, ticketId) });
  }

  async lastChanged(filter: TicketFilter, limit: number): Promise<readonly ReadableTicket[]> {
    const rows = await this.models.tickets.model
      .find(toMongoFilter(filter), READABLE)
      .sort(sortOf('-updated_at'))
      .limit(limit)
      .lean<Stored<ReadableTicket>[]>();
    return rows.map((row) => fromStored<ReadableTicket>(row));
  }

  async of(personId: string, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const ids = ticketIds.map((ticketId) => readMarkId(personId, ticketId));
    const rows = await this.models.readMarks.collection.find({ _id: { $in: ids } }).toArray();
    return new Map(rows.map(({ ticketId, readAt }) => [ticketId, readAt]));
  }
}
