import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { choiceLists } from '../../src/adapters/mongo/migrations/2026-11-30-choice-lists.js';
import { holdReasons } from '../../src/adapters/mongo/migrations/2026-11-30-hold-reasons.js';

/** Above this many documents a collection is quicker dropped, and made again, than emptied. */
const MAX_EMPTIED = 2_000;

/** Databases of this process whose Holdfast has ended: empty, with their collections and indexes. */
const spare: string[] = [];

/** The name of a database that nobody else uses. */
export function takeDatabase(): string {
  return spare.pop() ?? `t${randomUUID().slice(0, 8)}`;
}

/**
 * Empties a database for the next Holdfast of this process. To make all collections and indexes, and to drop them, takes
 * MongoDB 0.3 s of processor time.
 */
export async function giveBackDatabase(mongo: Connection): Promise<void> {
  for (const { name, count } of await collectionsInUse(mongo)) {
    const collection = mongo.collection<{ _id: string }>(name);
    // What was applied stays applied, but for what is emptied here.
    if (name === 'migrations') {
      await collection.deleteMany({ _id: { $in: [choiceLists.id, holdReasons.id] } });
    } else if (count > MAX_EMPTIED) await collection.drop();
    else await collection.deleteMany({});
  }
  spare.push(mongo.name);
}

interface CollectionInUse {
  readonly name: string;
  readonly count: number;
}

/** The collections with documents, in one command: of some seventy, a test uses ten. */
async function collectionsInUse(mongo: Connection): Promise<CollectionInUse[]> {
  const [first, ...others] = (await mongo.listCollections()).map(({ name }) => name);
  if (first === undefined) return [];
  const count = [{ $collStats: { count: {} } }];
  const found = await mongo
    .collection(first)
    .aggregate<{ readonly ns: string; readonly count: number }>([
      ...count,
      ...others.map((coll) => ({ $unionWith: { coll, pipeline: count } })),
      { $match: { count: { $gt: 0 } } },
    ])
    .toArray();
  return found.map(({ ns, count: documents }) => ({
    name: ns.slice(ns.indexOf('.') + 1),
    count: documents,
  }));
}
