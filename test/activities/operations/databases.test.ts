import { expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ number: `TKT-${index}` }));

async function contents({ mongo }: Holdfast): Promise<Record<string, number>> {
  const names = (await mongo.listCollections()).map(({ name }) => name);
  const counts = names.map(async (name) => [name, await mongo.collection(name).countDocuments()] as const);
  return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0));
}

it('a Holdfast with the database of a stopped one finds no data of it', async () => {
  const first = await startHoldfast({ worker: false });
  const fresh = await contents(first);
  const indexes = await first.mongo.collection('tickets').indexes();
  await first.mongo.collection('tickets').insertMany(documents(3_000));
  await first.mongo.collection('comments').insertMany(documents(10));
  await first.mongo.collection('of_a_test').insertMany(documents(10));
  await first.close();

  const second = await startHoldfast({ worker: false });
  try {
    expect(second.mongo.name).toBe(first.mongo.name);
    expect(await contents(second)).toEqual(fresh);
    expect(await second.mongo.collection('tickets').indexes()).toEqual(indexes);
  } finally {
    await second.close();
  }
});
