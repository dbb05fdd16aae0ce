import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { ExportCursor, PersonExportJob } from '../../../domain/accounts/person-export.js';
import type { PersonExports } from '../../../ports/accounts/person-exports.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { firstIdOf } from '../kit/first-id.js';
import type { Models } from '../schema/models.js';
import { RawFiles } from '../kit/raw-files.js';

/** The collection of the jobs, and the bucket of the files' parts. */
export const PERSON_EXPORTS = 'person_exports';

type StoredJob = Stored<PersonExportJob>;

/** Maximum attempts: of two parallel starts, one gives way, and another may start after that. */
const MAX_ATTEMPTS = 5;

export class MongoPersonExports implements PersonExports {
  private readonly files: RawFiles;

  constructor(
    connection: Connection,
    private readonly models: Pick<Models, 'personExports' | 'exportHolds'>,
  ) {
    this.files = new RawFiles(connection, PERSON_EXPORTS);
  }

  find(jobId: string, now: Date): Promise<PersonExportJob | null> {
    return this.findOne({ _id: jobId }, now);
  }

  findOf(accountId: string, now: Date): Promise<PersonExportJob | null> {
    return this.findOne({ accountId }, now);
  }

  async begin(job: PersonExportJob, now: Date): Promise<PersonExportJob> {
    const { accountId } = job;
    for (let attempt = 1; ; attempt += 1) {
      const last = await this.findOne({ accountId }, now);
      if (last?.state === 'running') return last;
      await this.removeWhere({
        accountId,
        $or: [{ state: { $ne: 'running' } }, { expiresAt: { $lte: now } }],
      });
      try {
        await this.jobs.insertOne(toStored(job));
        return job;
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  async noteTotal(jobId: string, totalRows: number): Promise<void> {
    await this.jobs.updateOne({ _id: jobId }, { $set: { totalRows } });
  }

  /** Writes the part first, because GridFS takes part in no transaction. So a job never lacks a part. */
  async append(
    { id, cursor, rows }: Pick<PersonExportJob, 'id' | 'cursor' | 'rows'>,
    bytes: Uint8Array,
    after: { readonly cursor: ExportCursor; readonly rows: number },
  ): Promise<boolean> {
    const part = { id: `${id}.${randomUUID()}`, sizeBytes: bytes.byteLength };
    await this.files.put(part.id, bytes);
    const { matchedCount } = await this.jobs.updateOne(
      { _id: id, state: 'running', 'cursor.list': cursor.list, 'cursor.after': cursor.after, rows },
      { $set: after, $push: { parts: part } },
    );
    if (matchedCount === 0) await this.files.remove(part.id);
    return matchedCount === 1;
  }

  async end(jobId: string, state: 'done' | 'failed'): Promise<void> {
    const emptied = state === 'failed' ? { parts: [] } : {};
    await this.jobs.updateOne({ _id: jobId, state: 'running' }, { $set: { state, ...emptied } });
    if (state === 'failed') await this.removeParts(jobId);
  }

  readPart(partId: string): Promise<Uint8Array | null> {
    return this.files.get(partId);
  }

  async removeOf(accountId: string): Promise<boolean> {
    return this.removeWhere({ accountId });
  }

  async removeExpired(now: Date, limit: number): Promise<number> {
    for (let removed = 0; removed < limit; removed += 1) {
      if (!(await this.removeWhere({ expiresAt: { $lte: now } }))) return removed;
    }
    return limit;
  }

  async removeOrphans(before: Date, limit: number): Promise<number> {
    const ids = await this.files.orphans(PERSON_EXPORTS, firstIdOf(before), limit);
    for (const id of ids) await this.files.remove(id);
    return ids.length;
  }

  async hold(accountId: string, until: Date, now: Date): Promise<boolean> {
    const { collection } = this.models.exportHolds;
    await collection.deleteOne({ _id: accountId, expiresAt: { $lte: now } });
    try {
      await collection.insertOne({ _id: accountId, expiresAt: until });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async letGo(accountId: string, until: Date): Promise<void> {
    await this.models.exportHolds.collection.deleteOne({ _id: accountId, expiresAt: until });
  }

  private get jobs() {
    return this.models.personExports.collection;
  }

  private async findOne(
    which: { readonly _id: string } | { readonly accountId: string },
    now: Date,
  ): Promise<PersonExportJob | null> {
    const stored = await this.jobs.findOne({ ...which, expiresAt: { $gt: now } });
    return stored === null ? null : fromStored<PersonExportJob>(stored);
  }

  /** The job before its parts: a crash in between leaves unowned parts, which are found later. */
  private async removeWhere(filter: Parameters<typeof this.jobs.findOneAndDelete>[0]): Promise<boolean> {
    const removed: StoredJob | null = await this.jobs.findOneAndDelete(filter);
    if (removed !== null) await this.removeParts(removed._id);
    return removed !== null;
  }

  /** Including parts that were written but never added to the job. */
  private async removeParts(jobId: string): Promise<void> {
    for (const id of await this.files.idsBeginning(`${jobId}.`)) await this.files.remove(id);
  }
}
