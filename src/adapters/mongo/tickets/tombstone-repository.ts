import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { HoldfastEvent, TombstoneRepository } from '../../../ports/repositories.js';
import { fromStored, type Stored } from '../kit/documents.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

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

  async list(page: PageRequest): Promise<IdPage<TicketEvent>> {
    return readIdPage<TicketEvent, HoldfastEvent>(this.models.events.model, TOMBSTONE, page, -1);
  }
}
