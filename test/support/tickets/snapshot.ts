import type { Connection } from 'mongoose';

/** What a database holds, to be put back later. */
type Snapshot = ReadonlyMap<string, readonly object[]>;

export async function snapshotOf(mongo: Connection): Promise<Snapshot> {
  const names = (await mongo.listCollections()).map(({ name }) => name);
  const contents = names.map(async (name) => [name, await mongo.collection(name).find().toArray()] as const);
  return new Map(await Promise.all(contents));
}

/** As a restored backup does: what was there before is gone. Indexes stay. */
export async function putBack(mongo: Connection, snapshot: Snapshot): Promise<void> {
  for (const { name } of await mongo.listCollections()) {
    await mongo.collection(name).deleteMany({});
    const documents = snapshot.get(name) ?? [];
    if (documents.length > 0) await mongo.collection(name).insertMany([...documents]);
  }
}
