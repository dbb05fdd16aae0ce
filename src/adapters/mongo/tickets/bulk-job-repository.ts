import type { BulkJob, BulkResult } from '../../../domain/tickets/bulk-change.js';
import type { BulkJobRepository } from '../../../ports/tickets/bulk-jobs.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateId } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

export class MongoBulkJobRepository implements BulkJobRepository {
  constructor(private readonly models: Pick<Models, 'bulkJobs' | 'bulkResults'>) {}

  async addIfMissing(job: BulkJob): Promise<BulkJob> {
    await unlessThere(() => this.models.bulkJobs.collection.insertOne(toStored(job)));
    return (await this.find(job.id)) ?? job;
  }

  async find(id: string): Promise<BulkJob | null> {
    const stored = await this.models.bulkJobs.model.findById(id).lean<Stored<BulkJob>>();
    return stored === null ? null : fromStored<BulkJob>(stored);
  }

  async results(jobId: string): Promise<readonly BulkResult[]> {
    const rows = await this.models.bulkResults.model.find({ jobId }).lean<Stored<BulkResult>[]>();
    return rows.map((row) => fromStored<BulkResult>(row));
  }

  async record(result: BulkResult): Promise<void> {
    await unlessThere(() => this.models.bulkResults.collection.insertOne(toStored(result)));
  }
}

async function unlessThere(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateId(error)) throw error;
  }
}
