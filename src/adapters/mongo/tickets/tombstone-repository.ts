import type { TombstoneRepository } from '../../../ports/tickets/ticket-repository.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';

const TOMBSTONE = { type: 'ticket.deleted' } as const;

/** The events collection, restricted to the remains of deleted tickets. */
export class MongoTombstoneRepository implements TombstoneRepository {
  constructor(private readonly models: Models) {}

  async find(ticketId: string): Promise<TicketEvent | null> {
    const stored = await this.models.events.model
      .findOne({ ticketId, ...TOMBSTONE })
      .lean<StoredEvent<TicketEvent>>();
    return stored === null ? null : fromStoredEvent(stored);
  }

  async list(page: PageRequest): Promise<IdPage<TicketEvent>> {
    return readIdPage(this.models.events.model, TOMBSTONE, page, {
      order: -1,
      from: fromStoredEvent<TicketEvent>,
    });
  }
}
