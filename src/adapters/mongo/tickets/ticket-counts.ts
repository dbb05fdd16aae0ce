import type { TicketFilter } from '../../../ports/tickets/ticket-repository.js';
import type { TicketCount } from '../../../domain/tickets/ticket-summary.js';
import type { Models } from '../schema/models.js';
import { RememberedAnswers } from '../kit/remembered-answers.js';
import { KIND, toMongoFilter } from './ticket-query.js';

/**
 * Counts the tickets of each kind, in one pass over the filtered ones: an index for each kind would cost every write.
 * Slow counts are cached.
 */
export class TicketCounts {
  private readonly answers = new RememberedAnswers<readonly TicketCount[]>();

  constructor(private readonly models: Models) {}

  async byKind(filter: TicketFilter): Promise<readonly TicketCount[]> {
    return this.answers.answer(filter, () => this.countNow(filter));
  }

  private async countNow(filter: TicketFilter): Promise<readonly TicketCount[]> {
    const rows = await this.models.tickets.model.aggregate<{
      _id: Omit<TicketCount, 'count'>;
      count: number;
    }>([{ $match: toMongoFilter(filter) }, { $group: { _id: KIND, count: { $count: {} } } }]);
    return rows.map(({ _id: kind, count }) => ({ ...kind, count }));
  }
}
