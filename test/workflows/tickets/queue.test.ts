import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

describe('a free place', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    // The queue would look again by itself in a day.
    holdfast = await startHoldfast({ policy: { queueRetryMinutes: 1_440 } });
    const users = holdfast.mongo.collection('users');
    await users.updateMany({ role: 'moderator' }, { $set: { capacity: 0 } });
    await users.updateOne({ name: 'Bob' }, { $set: { capacity: 1 } });
  });
  afterAll(() => holdfast.close());

  it('is offered at once to the first ticket in the queue', async () => {
    const [alice, maya, admin] = await Promise.all(
      (['alice', 'maya', 'admin'] as const).map((name) => holdfast.client(name)),
    );
    const ANYBODYS = { title: 'Something is odd', description: 'I cannot say what it is.' };
    const first = await submit(alice!, ANYBODYS);
    expect((await assigned(maya!, first.number)).assignee.name).toBe('Bob');
    const queuedOnes: string[] = [];
    for (const priority of ['low', 'urgent', 'medium'] as const) {
      const { number } = await submit(alice!, { ...ANYBODYS, priority });
      await waitFor(`${number} to be queued`, async () => {
        const filter = { number, queuedAt: { $ne: null } };
        return (await holdfast.mongo.collection('tickets').countDocuments(filter)) === 1 ? true : undefined;
      });
      queuedOnes.push(number);
    }
    const [low, urgent, medium] = queuedOnes as [string, string, string];

    await maya!.post(`/api/v1/tickets/${first.number}/resolve`, { resolution_code: 'fixed' });
    expect((await assigned(maya!, urgent)).assignee.name).toBe('Bob');

    const { body } = await admin!.get('/api/v1/users?role=moderator');
    const bob = (body.users as { id: string; name: string }[]).find(({ name }) => name === 'Bob')!;
    expect((await admin!.patch(`/api/v1/users/${bob.id}`, { capacity: 2 })).status).toBe(200);
    expect((await assigned(maya!, medium)).assignee.name).toBe('Bob');
    const { body: left } = await maya!.get(`/api/v1/tickets/${low}`);
    expect(left.assignee).toBeNull();
  });
});
