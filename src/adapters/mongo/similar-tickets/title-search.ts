import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { TitleSearch } from '../../../ports/similar-tickets/title-search.js';
import type { TicketFilter } from '../../../ports/tickets/ticket-repository.js';
import type { Stored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';
import { toTicket } from '../schema/stored-ticket.js';
import { toMongoFilter } from '../tickets/ticket-query.js';

export class MongoTitleSearch implements TitleSearch {
  constructor(private readonly models: Pick<Models, 'tickets'>) {}

  async countWords(words: readonly string[], cap: number): Promise<ReadonlyMap<string, number>> {
    const { model } = this.models.tickets;
    const counts = await Promise.all(
      words.map(async (word) => {
        const count = await model.countDocuments({ titleWords: word }, { limit: cap });
        return [word, count] as const;
      }),
    );
    return new Map(counts);
  }

  async withAnyWord(
    words: readonly string[],
    filter: TicketFilter,
    limit: number,
  ): Promise<readonly Ticket[]> {
    const rows = await this.models.tickets.model
      .find({ $and: [{ titleWords: { $in: [...words] } }, toMongoFilter(filter)] })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit)
      .lean<Stored<Ticket>[]>();
    return rows.map(toTicket);
  }
}
