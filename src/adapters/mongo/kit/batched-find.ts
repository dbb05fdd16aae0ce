import DataLoader from 'dataloader';
import type { mongo } from 'mongoose';

/** Timeout of a read, so that one slow read does not block the next callers for longer. */
const READ_MS = 3_000;
/** Maximum documents per read; further ones get their own read. */
const MAX_BATCH = 500;

/**
 * Batches reads by a unique field: requests in one turn of the event loop, or during a read, share the next read.
 * On a busy process, a read costs much more than one more document in it. It caches nothing: every answer is from a
 * read that started after its request.
 */
export function batchedFind<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  field: keyof T & string,
): (value: string) => Promise<mongo.WithId<T> | null> {
  let lastRead: Promise<unknown> = Promise.resolve();
  const read = async (values: readonly string[]): Promise<(mongo.WithId<T> | null)[]> => {
    const filter = { [field]: { $in: [...new Set(values)] } } as mongo.Filter<T>;
    const reading = collection.find(filter, { maxTimeMS: READ_MS }).toArray();
    lastRead = reading.catch(() => undefined);
    const found = new Map((await reading).map((document) => [document[field] as string, document]));
    return values.map((value) => found.get(value) ?? null);
  };
  const loader = new DataLoader(read, {
    cache: false,
    maxBatchSize: MAX_BATCH,
    batchScheduleFn: (dispatch) => void lastRead.then(() => setImmediate(dispatch)),
  });
  return (value) => loader.load(value);
}
