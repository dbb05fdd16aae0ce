import type { AskedQuestion } from '../../../domain/knowledge/cluster-questions.js';
import type { KnowledgeGaps, MissedSearch } from '../../../ports/knowledge/gaps.js';
import type { Models } from '../schema/models.js';

export class MongoKnowledgeGaps implements KnowledgeGaps {
  constructor(private readonly models: Models) {}

  async noteMiss(
    { key, text }: MissedSearch,
    day: string,
    { max, until: expiresAt }: { readonly max: number; readonly until: Date },
  ): Promise<void> {
    const { collection } = this.models.missedSearches;
    const _id = `${day}.${key}`;
    const { matchedCount } = await collection.updateOne({ _id }, { $inc: { count: 1 } });
    if (matchedCount > 0 || (await collection.countDocuments({ day }, { limit: max })) >= max) return;
    const fields = { $inc: { count: 1 }, $setOnInsert: { day, key, text, expiresAt } };
    await collection.updateOne({ _id }, fields, { upsert: true });
  }

  misses(days: { readonly from: string; readonly to: string }, limit: number) {
    return this.models.missedSearches.collection
      .aggregate<MissedSearch & { readonly count: number }>([
        { $match: { day: { $gte: days.from, $lte: days.to } } },
        { $group: { _id: '$key', text: { $first: '$text' }, count: { $sum: '$count' } } },
        { $sort: { count: -1, _id: 1 } },
        { $limit: limit },
        { $project: { _id: 0, key: '$_id', text: 1, count: 1 } },
      ])
      .toArray();
  }

  async openedTickets(from: Date, to: Date, limit: number): Promise<readonly AskedQuestion[]> {
    const rows = await this.models.tickets.collection
      .find({ createdAt: { $gte: from, $lt: to } })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit)
      .project<AskedQuestion>({ _id: 0, number: 1, title: 1, category: 1 })
      .toArray();
    return rows;
  }
}
