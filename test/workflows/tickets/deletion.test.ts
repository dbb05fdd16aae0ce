import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

describe('deleting a ticket', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast();
  });
  afterAll(async () => {
    await holdfast.close();
  });

  const completed = (number: string) =>
    waitFor('the workflow to end in order', async () => {
      const handle = holdfast.temporal.workflow.getHandle(`ticket/${number}`);
      const status = await handle.describe().then(
        (description) => description.status.name,
        () => undefined,
      );
      expect(['COMPLETED', 'RUNNING', undefined]).toContain(status);
      return status === 'COMPLETED' ? true : undefined;
    });

  async function remove(number: string): Promise<void> {
    const admin = await holdfast.client('admin');
    const params = { path: { ticket: number } };
    const { response } = await admin.api.DELETE('/api/v1/tickets/{ticket}', { params });
    expect(response.status).toBe(204);
  }

  it('ends its workflow and frees its place', async () => {
    const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
    const { number } = await submit(alice);
    await assigned(bob, number);
    await remove(number);
    await completed(number);
    const users = await holdfast.mongo.collection('users').find({ name: 'Bob' }).toArray();
    expect(users).toMatchObject([{ load: 0 }]);
  });

  it('before its workflow starts: it starts, finds nothing to do and ends', async () => {
    const alice = await holdfast.client('alice');
    await holdfast.stopWorker();
    const { number } = await submit(alice);
    await remove(number);
    await holdfast.startWorker();
    await completed(number);
    const { tickets } = await dataOf(alice.api.GET('/api/v1/tickets', {}));
    expect(tickets.map((ticket) => ticket.number)).not.toContain(number);
    await waitFor('the outbox to be empty', async () =>
      (await holdfast.mongo.collection('events').countDocuments({ publishedAt: null })) === 0
        ? true
        : undefined,
    );
  });
});
