import type { Connection } from 'mongoose';
import type { FileAnalysis } from '../../../domain/files/analysis.js';
import { addDays } from '../../../domain/time.js';
import type { FileEvent, StoredFile } from '../../../domain/files/stored-file.js';
import type { ByteRange, FileProgress, FileRepository } from '../../../ports/files/files.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { firstIdOf } from '../kit/first-id.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import { ATTACHMENTS, AttachedFiles } from './attached-files.js';

/** What a process left behind is looked for in the files of this many days, not in all. */
const RECENT_DAYS = 30;
/** Changes of a second or two. Beyond this, clients see the rest when they read the file. */
const MAX_CHANGED = 1_000;
/** By the clock of the database, because API processes and workers write it. */
const NOTE_CHANGE = { $currentDate: { changedAt: true } } as const;

/** The records of files, with their contents in the bucket of attachments. */
export class MongoFileRepository implements FileRepository {
  private readonly contents: AttachedFiles;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.contents = new AttachedFiles(connection, ATTACHMENTS);
  }

  write(id: string, content: AsyncIterable<Uint8Array>): Promise<number> {
    return this.contents.write(id, content);
  }

  open(id: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const { start, end } = range ?? { start: 0, end: Number.MAX_SAFE_INTEGER - 1 };
    return Promise.resolve(this.contents.range(id, start, end));
  }

  async add(files: readonly StoredFile[], events: readonly FileEvent[]): Promise<boolean> {
    try {
      await inTransaction(this.connection, async (session) => {
        const rows = files.map((file) => toStored({ ...file, changedAt: file.uploadedAt }));
        await this.models.files.collection.insertMany(rows, { session });
        const stored = events.map((event) => this.models.events.stored(event));
        await this.models.events.collection.insertMany(stored, { session });
      });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async find(id: string): Promise<StoredFile | null> {
    return orNull(await this.models.files.collection.findOne({ _id: id }));
  }

  async changedSince(since: Date): Promise<readonly StoredFile[]> {
    const rows = await this.models.files.collection
      .find({ changedAt: { $gte: since } })
      .sort({ changedAt: 1 })
      .limit(MAX_CHANGED)
      // The states say enough.
      .project<Stored<StoredFile>>({ analysis: 0 })
      .toArray();
    return rows.map((row) => fromStored<StoredFile>(row));
  }

  async findByUpload(uploadId: string): Promise<StoredFile | null> {
    return orNull(await this.models.files.collection.findOne({ uploadId }));
  }

  async findMany(ids: readonly string[]): Promise<readonly StoredFile[]> {
    if (ids.length === 0) return [];
    const rows = await this.models.files.collection.find({ _id: { $in: [...ids] } }).toArray();
    return rows.map((row) => fromStored<StoredFile>(row));
  }

  async attach(ids: readonly string[], uploaderId: string, ownerId: string): Promise<readonly string[]> {
    await this.models.files.collection.updateMany(
      {
        _id: { $in: [...ids] },
        'uploadedBy.id': uploaderId,
        ownerId: { $in: [null, ownerId] },
        'scan.state': { $ne: 'infected' },
      },
      { $set: { ownerId }, ...NOTE_CHANGE },
      { writeConcern: { w: 'majority' } },
    );
    const rows = await this.models.files.collection
      .find({ _id: { $in: [...ids] }, ownerId })
      .project<{ readonly _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  async detach(ids: readonly string[], ownerId: string): Promise<void> {
    await this.models.files.collection.updateMany(
      { _id: { $in: [...ids] }, ownerId },
      { $set: { ownerId: null }, ...NOTE_CHANGE },
    );
  }

  async progress(id: string, step: FileProgress, event?: FileEvent): Promise<StoredFile | null> {
    const isNew = {
      ...(step.scan === undefined ? {} : { 'scan.state': 'pending' as const }),
      ...(step.readAt === undefined ? {} : { readAt: { $exists: false } }),
      ...(step.noteId === undefined ? {} : { noteId: { $exists: false } }),
      ...(step.analysedAt === undefined ? {} : { analysedAt: { $exists: false } }),
    };
    await inTransaction(this.connection, async (session) => {
      const { matchedCount } = await this.models.files.collection.updateOne(
        { _id: id, ...isNew },
        { $set: step, ...NOTE_CHANGE },
        { session },
      );
      if (matchedCount === 0 || event === undefined) return;
      await this.models.events.collection.insertOne(this.models.events.stored(event), { session });
    });
    return this.find(id);
  }

  async replaceAnalysis(id: string, analysis: FileAnalysis): Promise<void> {
    await this.models.files.collection.updateOne({ _id: id }, { $set: { analysis } });
  }

  remove(id: string): Promise<void> {
    return this.contents.remove(id);
  }

  removeContent(id: string): Promise<void> {
    return this.contents.remove(id);
  }

  async removeOf(personId: string, limit: number): Promise<number> {
    const rows = await this.models.files.collection
      .find({ 'uploadedBy.id': personId })
      .limit(limit)
      .project<{ readonly _id: string }>({ _id: 1 })
      .toArray();
    for (const { _id } of rows) await this.contents.remove(_id);
    return rows.length;
  }

  async removeUnowned(before: Date, limit: number): Promise<number> {
    // An owner that was never written is missing from the first day on.
    const recent = addDays(before, -RECENT_DAYS);
    const owner = (from: string) => ({
      $lookup: {
        from,
        localField: 'ownerId',
        foreignField: '_id',
        as: from,
        pipeline: [{ $project: { _id: 1 } }],
      },
    });
    const rows = await this.models.files.collection
      .aggregate<{ readonly _id: string }>([
        {
          $match: { uploadedAt: { $lt: before }, $or: [{ ownerId: null }, { uploadedAt: { $gte: recent } }] },
        },
        { $project: { ownerId: 1 } },
        owner('tickets'),
        owner('comments'),
        {
          $lookup: {
            from: 'ai_conversations',
            localField: '_id',
            foreignField: 'fileIds',
            as: 'conversations',
            pipeline: [{ $project: { _id: 1 } }],
          },
        },
        { $match: { tickets: [], comments: [], conversations: [] } },
        { $limit: limit },
      ])
      .toArray();
    for (const { _id } of rows) await this.contents.remove(_id);
    return rows.length;
  }

  async removeOrphans(before: Date, limit: number): Promise<number> {
    const ids = await this.contents.unowned(
      firstIdOf(addDays(before, -RECENT_DAYS)),
      firstIdOf(before),
      limit,
    );
    for (const id of ids) await this.contents.remove(id);
    return ids.length;
  }
}

function orNull(stored: Stored<StoredFile> | null): StoredFile | null {
  return stored === null ? null : fromStored<StoredFile>(stored);
}
