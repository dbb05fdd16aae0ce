import DataLoader from 'dataloader';
import type { mongo } from 'mongoose';

/** The one in this process that waits for an answer keeps the others waiting no longer than this. */
const READ_MS = 3_000;
/** What is asked for at once beyond this goes into a read of its own. */
const MOST_AT_ONCE = 500;

/**
 * Reads documents by the value of a unique field. What is asked for in one turn of the event loop, or while a read is on
 * its way, goes together into the next one: on a busy process a read costs much more than one document more in it. Nothing
 * is remembered: every answer is of a read that began after its question.
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
    maxBatchSize: MOST_AT_ONCE,
    batchScheduleFn: (dispatch) => void lastRead.then(() => setImmediate(dispatch)),
  });
  return (value) => loader.load(value);
}
