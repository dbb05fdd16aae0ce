import type { Connection } from 'mongoose';
import type { Deflections, PendingDeflection, TicketOpening } from '../../../ports/knowledge/deflections.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';

/** What {@link MongoArticleRepository.giveFeedback} leaves to be settled. */
export class MongoDeflections implements Deflections {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async pending(until: Date, limit: number): Promise<readonly PendingDeflection[]> {
    const rows = await this.models.articleFeedback.collection
      .find({ deflection: 'pending', helpfulSince: { $lte: until } })
      .sort({ helpfulSince: 1 })
      .limit(limit)
      .toArray();
    return rows.flatMap(({ _id: feedbackId, reader, helpfulSince: since }) =>
      since === undefined ? [] : [{ feedbackId, reader, since }],
    );
  }

  async eachOpening(after: Date, until: Date, onOpening: (opening: TicketOpening) => void): Promise<void> {
    const rows = this.models.tickets.collection.find({ createdAt: { $gt: after, $lte: until } }).project<{
      readonly createdAt: Date;
      readonly requester: { readonly id: string };
      readonly formerRequesters?: readonly { readonly id: string }[];
    }>({ createdAt: 1, 'requester.id': 1, 'formerRequesters.id': 1 });
    for await (const { createdAt: at, requester, formerRequesters = [] } of rows) {
      onOpening({ at, personIds: [requester.id, ...formerRequesters.map(({ id }) => id)] });
    }
  }

  async settle({ feedbackId, since }: PendingDeflection, hasDeflected: boolean): Promise<void> {
    const { articleFeedback, articleCounts } = this.models;
    await inTransaction(this.connection, async (session) => {
      // The reader can have changed their mind since, or another worker was faster.
      const before = await articleFeedback.collection.findOneAndUpdate(
        { _id: feedbackId, deflection: 'pending', helpfulSince: since },
        { $set: { deflection: hasDeflected ? 'counted' : 'none' } },
        { session },
      );
      if (before === null || !hasDeflected) return;
      const { articleId } = before;
      await articleCounts.collection.updateOne({ _id: articleId }, { $inc: { deflected: 1 } }, { session });
    });
  }
}
