import type { ClientSession, Connection, mongo } from 'mongoose';
import { RawFiles } from '../kit/raw-files.js';

/** The GridFS bucket of the contents. */
export const ATTACHMENTS = 'attachments';

/** The collection of the records. */
export const FILES = 'files';

/** The contents of attachments, whose records go with them. */
export class AttachedFiles extends RawFiles {
  private readonly records: mongo.Collection<{ readonly _id: string }>;

  constructor(connection: Connection, bucketName: string) {
    super(connection, bucketName);
    this.records = connection.getClient().db(connection.name).collection(FILES);
  }

  override async remove(id: string): Promise<void> {
    await this.records.deleteOne({ _id: id });
    await super.remove(id);
  }

  override async removeAll(ids: readonly string[], session: ClientSession): Promise<void> {
    if (ids.length > 0) await this.records.deleteMany({ _id: { $in: [...ids] } }, { session });
    await super.removeAll(ids, session);
  }

  /** Contents between two ids without record, ticket or comment. */
  async unowned(from: string, before: string, limit: number): Promise<readonly string[]> {
    const lookup = (from: string, localField: string) => ({
      $lookup: { from, localField, foreignField: '_id', as: from, pipeline: [{ $project: { _id: 1 } }] },
    });
    const rows = await this.chunks
      .aggregate<{ readonly files_id: string }>([
        { $match: { files_id: { $gte: from, $lt: before }, n: 0 } },
        { $project: { files_id: 1, ownerId: { $arrayElemAt: [{ $split: ['$files_id', '.'] }, 0] } } },
        lookup(FILES, 'files_id'),
        { $match: { [FILES]: [] } },
        lookup('tickets', 'ownerId'),
        lookup('comments', 'ownerId'),
        { $match: { tickets: [], comments: [] } },
        { $limit: limit },
      ])
      .toArray();
    return rows.map(({ files_id }) => files_id);
  }
}
