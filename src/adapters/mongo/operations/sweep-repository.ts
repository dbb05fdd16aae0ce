import { fromStored } from '../kit/documents.js';
import type { SweepReport } from '../../../domain/sweep-report.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { Sweep, SweepRepository } from '../../../ports/operations/sweeps.js';
import { COUNT_LIMIT, toIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import type { StoredSweep } from '../schema/stored-records.js';

const KEPT_MS = 30 * 86_400_000;

export class MongoSweepRepository implements SweepRepository {
  constructor(private readonly models: Models) {}

  async begin({
    id,
    requestedBy,
    startedAt,
  }: Pick<Sweep, 'id' | 'requestedBy' | 'startedAt'>): Promise<void> {
    const expiresAt = new Date(startedAt.getTime() + KEPT_MS);
    const begun = { requestedBy, startedAt, expiresAt, finishedAt: null, report: null };
    await this.models.sweeps.collection.updateOne({ _id: id }, { $setOnInsert: begun }, { upsert: true });
  }

  async finish(id: string, report: SweepReport, at: Date): Promise<void> {
    await this.models.sweeps.collection.updateOne({ _id: id }, { $set: { report, finishedAt: at } });
  }

  /** Sorted by time, because their ids come from different sources. */
  async list({ pageSize, skip = 0, after }: PageRequest): Promise<IdPage<Sweep>> {
    const { collection } = this.models.sweeps;
    const [rows, total] = await Promise.all([
      collection
        .find(after === undefined ? {} : await this.beyond(after), { projection: { expiresAt: 0 } })
        .sort({ startedAt: -1, _id: -1 })
        .skip(skip)
        .limit(pageSize + 1)
        .toArray(),
      collection.countDocuments({}, { limit: COUNT_LIMIT + 1 }),
    ]);
    return toIdPage(rows, pageSize, total, fromStored<Sweep>);
  }

  private async beyond(id: string) {
    const last = await this.models.sweeps.collection.findOne<Pick<StoredSweep, 'startedAt'>>({ _id: id });
    const startedAt = last?.startedAt ?? new Date(0);
    return { $or: [{ startedAt: { $lt: startedAt } }, { startedAt, _id: { $lt: id } }] };
  }
}
