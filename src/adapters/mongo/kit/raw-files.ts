import { finished } from 'node:stream/promises';
import { Semaphore } from '../../../domain/semaphore.js';
import mongoose, { type ClientSession, type Connection, type mongo } from 'mongoose';

/** GridFS accepts ids of any type, but its types know only this one. */
type FileId = mongo.ObjectId;

interface Chunk {
  readonly files_id: string;
  readonly n: number;
  readonly data?: mongo.Binary;
}

interface StoredFile {
  readonly _id: string;
  readonly length?: number;
  readonly chunkSize?: number;
  readonly uploadDate?: Date;
  readonly filename?: string;
}

/** As GridFS has it by default. */
const CHUNK_BYTES = 255 * 1024;

/** Chunks that are written at the same time: each is in memory twice. */
const CHUNK_WRITES = new Semaphore(16);

/** A bucket of GridFS, whose files are whole byte arrays under the ids of what they belong to. */
export class RawFiles {
  protected readonly chunks: mongo.Collection<Chunk>;
  private readonly files: mongo.Collection<StoredFile>;
  private readonly bucket: mongo.GridFSBucket;
  /** The driver creates the index with its own uploads only. */
  private indexed: Promise<unknown> | null = null;

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

  /**
   * Stores bytes that arrive part by part, and returns how many. Holds one chunk, and what MongoDB is writing.
   * Removes what it has written if it fails.
   */
  async write(id: string, content: AsyncIterable<Uint8Array>): Promise<number> {
    this.indexed ??= this.chunks.createIndex({ files_id: 1, n: 1 }, { unique: true }, {});
    await this.indexed;
    let length = 0;
    let n = 0;
    try {
      for await (const chunk of chunksOf(content)) {
        length += chunk.length;
        const data = new mongoose.mongo.Binary(chunk);
        await CHUNK_WRITES.withPermit(() => this.chunks.insertOne({ files_id: id, n, data }));
        n += 1;
      }
      const stored = { _id: id, length, chunkSize: CHUNK_BYTES, uploadDate: new Date(), filename: id };
      // What came before in the oplog is on the majority with it.
      await this.files.insertOne(stored, { writeConcern: { w: 'majority' } });
      return length;
    } catch (error) {
      await this.chunks.deleteMany({ files_id: id }).catch(() => undefined);
      throw error;
    }
  }

  /** The bytes from `start` to `end`, both inclusive, chunk by chunk. */
  async *range(id: string, start: number, end: number): AsyncGenerator<Uint8Array, void> {
    const file = await this.files.findOne({ _id: id }, { projection: { chunkSize: 1 } });
    const size = file?.chunkSize ?? CHUNK_BYTES;
    for (let n = Math.floor(start / size); n * size <= end; n += 1) {
      // One by one: a reader that stops holds one chunk and no cursor.
      const chunk = await this.chunks.findOne({ files_id: id, n });
      if (chunk?.data === undefined) return;
      yield chunk.data.buffer.subarray(Math.max(0, start - n * size), end + 1 - n * size);
    }
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

  /** Those of the ids under which there is a whole file. */
  async present(ids: readonly string[]): Promise<readonly string[]> {
    const rows = await this.files.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray();
    return rows.map(({ _id }) => _id);
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

  /** Other bytes under the id of a file that is there; null removes it. As one part of a transaction. */
  async replace(id: string, bytes: Uint8Array | null, session: ClientSession): Promise<void> {
    await this.chunks.deleteMany({ files_id: id }, { session });
    if (bytes === null) {
      await this.files.deleteOne({ _id: id }, { session });
      return;
    }
    const { matchedCount } = await this.files.updateOne(
      { _id: id },
      { $set: { length: bytes.length, chunkSize: CHUNK_BYTES } },
      { session },
    );
    if (matchedCount === 0) return;
    for (let n = 0; n * CHUNK_BYTES < bytes.length; n += 1) {
      const data = new mongoose.mongo.Binary(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
      await this.chunks.insertOne({ files_id: id, n, data }, { session });
    }
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

/** The same bytes in pieces of the size of a chunk. */
async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const part of content) {
    held.push(part);
    heldBytes += part.length;
    if (heldBytes < CHUNK_BYTES) continue;
    const bytes = Buffer.concat(held);
    const whole = bytes.length - (bytes.length % CHUNK_BYTES);
    // Before the chunks are written, since many uploads wait for that. A copy, since a part would hold all of them.
    held = whole === bytes.length ? [] : [Buffer.from(bytes.subarray(whole))];
    heldBytes = bytes.length - whole;
    for (let at = 0; at < whole; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** The errors of GridFS for a missing file, or missing parts. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoGridFSChunkError ||
    (error instanceof mongoose.mongo.MongoRuntimeError && error.message.includes('File not found')) ||
    (error instanceof Error && 'code' in error && error.code === 'ENOENT')
  );
}
