import type { TicketEvent } from '../../domain/events.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { TombstoneRepository } from '../../ports/repositories.js';
import { fromStored, type Stored } from './documents.js';
import { COUNT_LIMIT, toIdPage } from './id-page.js';
import type { Models } from './models.js';

const TOMBSTONE = { type: 'ticket.deleted' } as const;

/** The events collection seen as what is left of deleted tickets. */
export class MongoTombstoneRepository implements TombstoneRepository {
  constructor(private readonly models: Models) {}

  async find(ticketId: string): Promise<TicketEvent | null> {
    const stored = await this.models.events.model
      .findOne({ ticketId, ...TOMBSTONE })
      .lean<Stored<TicketEvent>>();
    return stored === null ? null : fromStored<TicketEvent>(stored);
  }

  async list({ pageSize, after }: PageRequest): Promise<IdPage<TicketEvent>> {
    const { model } = this.models.events;
    const [rows, total] = await Promise.all([
      model
        .find(after === undefined ? TOMBSTONE : { ...TOMBSTONE, _id: { $lt: after } })
        .sort({ _id: -1 })
        .limit(pageSize + 1)
        .lean<Stored<TicketEvent>[]>(),
      model.countDocuments(TOMBSTONE, { limit: COUNT_LIMIT + 1 }),
    ]);
    return toIdPage<TicketEvent>(rows, pageSize, total);
  }
}
