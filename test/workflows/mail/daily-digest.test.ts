import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

describe('the workflow of the digests', () => {
  let holdfast: Holdfast;
  /** The hour that it is: whenever the test runs, the digest of the day is due. */
  const at = `${new Date().toISOString().slice(11, 13)}:00`;
  const run = (name: string) =>
    holdfast.temporal.workflow.execute('dailyDigest', {
      taskQueue: `${holdfast.config.temporal.taskQueuePrefix}-lifecycle`,
      workflowId: `daily-digest/${holdfast.config.temporal.taskQueuePrefix}-${name}`,
      args: [{ at }],
    });
  const isDigest = ({ subject }: { subject?: string | undefined }) =>
    subject?.startsWith('Today: 1 open') === true;

  beforeAll(async () => {
    holdfast = await startHoldfast();
  });
  afterAll(async () => {
    await holdfast.close();
  });

  it('sends one without waiting for the mail server, and none the second time', async () => {
    const alice = await holdfast.client('alice');
    await assigned(alice, (await submit(alice)).number);
    await holdfast.sink.received(2);
    holdfast.sink.answerWith(450);
    await run('first');
    await run('second');
    const deliveries = holdfast.mongo.collection('deliveries');
    await waitFor('a try in vain', async () =>
      (await deliveries.findOne({ kind: 'daily_digest', attempts: { $gte: 1 } })) === null ? undefined : true,
    );
    holdfast.sink.answerWith('accept');
    const [mail] = await holdfast.sink.received(1, isDigest);
    expect(mail!.to).toMatchObject({ text: expect.stringContaining('maya@holdfast.local') });
    await waitFor('the note of it', async () =>
      (await deliveries.findOne({ kind: 'daily_digest', state: 'sent' })) === null ? undefined : true,
    );
    await run('third');
    expect(holdfast.sink.mails.filter(isDigest)).toHaveLength(1);
  });
});
