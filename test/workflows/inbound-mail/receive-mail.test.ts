import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { keep, letter, settled } from '../../support/mail/inbound.js';
import { sweep } from '../../support/tickets/sweeps.js';
import { waitFor } from '../../support/wait-for.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast();
});
afterAll(() => holdfast.close());

/** What operators see of a workflow that has ended. */
async function shownOf(id: string) {
  const handle = holdfast.temporal.workflow.getHandle(`mail-in/${id}`);
  await handle.result();
  const { currentDetails } = await handle.query<any>('__temporal_workflow_metadata');
  return { summary: await (await handle.describe()).staticSummary(), details: currentDetails as string };
}

describe('a stored mail', () => {
  it('becomes a ticket with its own id, in its own workflow', async () => {
    const { mail } = await keep(holdfast, letter());
    const done = await settled(holdfast, mail.id);
    const alice = await holdfast.client('alice');
    const { body: ticket } = await alice.get(`/api/v1/tickets/${mail.id}`);
    expect(ticket).toMatchObject({ title: 'VPN drops every ten minutes', source: 'mail' });
    expect(done).toMatchObject({
      state: 'done',
      outcome: { kind: 'opened', ticketId: mail.id, number: ticket.number },
      accountId: ticket.requester.id,
    });
    expect(await shownOf(mail.id)).toEqual({
      summary: 'Processes a received mail',
      details: `Opened ${ticket.number}.`,
    });
  });

  it('waits while no worker runs', async () => {
    await holdfast.stopWorker();
    const { mail } = await keep(holdfast, letter({ subject: 'Nobody is there' }));
    await holdfast.startWorker();
    expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'done' });
  });

  it('is processed by the sweep if Temporal has lost it', async () => {
    await holdfast.stopWorker();
    const { mail } = await keep(holdfast, letter({ subject: 'Forgotten' }));
    const told = { $set: { publishedAt: new Date() } };
    await holdfast.mongo.collection('events').updateOne({ mailId: mail.id }, told);
    const longAgo = { $set: { receivedAt: new Date(Date.now() - 2 * 3_600_000) } };
    await holdfast.mongo.collection<{ _id: string }>('received_mails').updateOne({ _id: mail.id }, longAgo);
    await holdfast.startWorker();
    await sweep(holdfast);
    expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'done' });
  });

  it('fails with its error if that is permanent, and the workflow ends', async () => {
    await holdfast.stopWorker();
    const { mail } = await keep(holdfast, letter({ subject: 'Lost' }));
    await holdfast.mongo.collection('received_mails.files').deleteOne({ filename: mail.id });
    await holdfast.startWorker();
    expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'failed', fault: 'not_found' });
    expect((await shownOf(mail.id)).details).toMatch(/^Put aside: not_found/u);
  });

  it('is deleted with the person who sent it', async () => {
    const admin = await holdfast.client('admin');
    const from = 'zora@example.net';
    const account = { email: from, name: 'Zora', role: 'user', password: 'correct horse battery staple' };
    const { body: zora } = await admin.post('/api/v1/users', account);
    const { mail } = await keep(holdfast, letter({ from, subject: 'Forget me' }));
    expect(await settled(holdfast, mail.id)).toMatchObject({ state: 'done', accountId: zora.id });
    const { body: data } = await admin.get(`/api/v1/users/${zora.id}/export`);
    expect(data.received_mails.map(({ id }: { id: string }) => id)).toEqual([mail.id]);
    expect((await admin.send('DELETE', `/api/v1/users/${zora.id}`)).status).toBe(204);
    await waitFor('the mail to go', async () =>
      (await holdfast.deps.receivedMails.find(mail.id)) === null ? true : undefined,
    );
    expect(await holdfast.deps.receivedMails.raw(mail.id)).toBeNull();
  });

  it('is processed once for a repeated event', async () => {
    const { mail } = await keep(holdfast, letter({ subject: 'Told twice' }));
    await settled(holdfast, mail.id);
    await shownOf(mail.id);
    await holdfast.mongo.collection('events').updateOne({ mailId: mail.id }, { $set: { publishedAt: null } });
    await waitFor('the relay', async () => {
      const pending = await holdfast.mongo
        .collection('events')
        .countDocuments({ mailId: mail.id, publishedAt: null });
      return pending === 0 ? true : undefined;
    });
    const runs = holdfast.temporal.workflow.list({ query: `WorkflowId = "mail-in/${mail.id}"` });
    const all: unknown[] = [];
    for await (const run of runs) all.push(run);
    expect(all).toHaveLength(1);
  });
});
