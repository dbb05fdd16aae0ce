import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

describe('merging', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast();
  });
  afterAll(async () => {
    await holdfast.close();
  });

  it('ends the workflow of the merged ticket and frees its place; the target continues', async () => {
    const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
    const [gone, holder] = [await submit(alice), await submit(alice)];
    for (const { number } of [gone, holder]) await assigned(bob, number);
    const merged = await bob.post(`/api/v1/tickets/${gone.number}/merge`, { into: holder.number });
    expect(merged.status).toBe(200);
    const { workflow } = holdfast.temporal;
    const statusOf = async (number: string) =>
      (await workflow.getHandle(`ticket/${number}`).describe()).status.name;
    await waitFor('the workflow to end', async () =>
      (await statusOf(gone.number)) === 'COMPLETED' ? true : undefined,
    );
    expect(await statusOf(holder.number)).toBe('RUNNING');
    const users = await holdfast.mongo.collection('users').find({ name: 'Bob' }).toArray();
    expect(users).toMatchObject([{ load: 1 }]);
  });
});
