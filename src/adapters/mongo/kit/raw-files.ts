import { finished } from 'node:stream/promises';
import mongoose, { type ClientSession, type Connection, type mongo } from 'mongoose';

/** GridFS accepts ids of any type, but its types know only this one. */
type FileId = mongo.ObjectId;

/** A GridFS bucket whose files are whole byte arrays, under the ids of their owners. */
export class RawFiles {
  private readonly bucket: mongo.GridFSBucket;
  private readonly chunks: mongo.Collection<{ readonly files_id: string; readonly n: number }>;
  private readonly files: mongo.Collection<{ readonly _id: string }>;

  constructor(connection: Connection, bucketName: string) {
    const db = connection.getClient().db(connection.name);
    this.bucket = new mongoose.mongo.GridFSBucket(db, {
      bucketName,
      writeConcern: { w: 'majority' },
    });
    this.chunks = db.collection(`${bucketName}.chunks`);
    this.files = db.collection(`${bucketName}.files`);
  }

  /** Resolves when all of it is on the majority of the database. */
  async put(id: string, bytes: Uint8Array): Promise<void> {
    const stream = this.bucket.openUploadStreamWithId(id as unknown as FileId, id);
    stream.end(bytes);
    await finished(stream);
  }

  /** Null when there is no such file, or it was removed while it was read. */
  async get(id: string): Promise<Uint8Array | null> {
    try {
      const parts: Uint8Array[] = [];
      for await (const part of this.bucket.openDownloadStream(id as unknown as FileId)) {
        parts.push(part as Uint8Array);
      }
      return Buffer.concat(parts);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Repeated, or for what is not there, it does nothing. */
  async remove(id: string): Promise<void> {
    try {
      await this.bucket.delete(id as unknown as FileId);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Ids of files, whole or not, that begin so. */
  async idsBeginning(prefix: string): Promise<readonly string[]> {
    const ids = await this.chunks.distinct('files_id', {
      files_id: { $gte: prefix, $lt: `${prefix}\uffff` },
      n: 0,
    });
    return ids;
  }

  /** As one part of a transaction. */
  async removeAll(ids: readonly string[], session: ClientSession): Promise<void> {
    if (ids.length === 0) return;
    await this.files.deleteMany({ _id: { $in: [...ids] } }, { session });
    await this.chunks.deleteMany({ files_id: { $in: [...ids] } }, { session });
  }

  /**
   * Returns ids below `before` of complete and incomplete files whose owner is not in the collection `owners`; at
   * most `limit`. The owner's id is the file's id up to a dot.
   */
  async orphans(owners: string, before: string, limit: number): Promise<readonly string[]> {
    const rows = await this.chunks
      .aggregate<{ readonly files_id: string }>([
        { $match: { files_id: { $lt: before }, n: 0 } },
        { $addFields: { ownerId: { $arrayElemAt: [{ $split: ['$files_id', '.'] }, 0] } } },
        { $lookup: { from: owners, localField: 'ownerId', foreignField: '_id', as: 'owner' } },
        { $match: { owner: [] } },
        { $limit: limit },
        { $project: { files_id: 1 } },
      ])
      .toArray();
    return rows.map(({ files_id }) => files_id);
  }
}

/** The errors of GridFS for a missing file, or missing parts. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoGridFSChunkError ||
    (error instanceof mongoose.mongo.MongoRuntimeError && error.message.includes('File not found')) ||
    (error instanceof Error && 'code' in error && error.code === 'ENOENT')
  );
}
