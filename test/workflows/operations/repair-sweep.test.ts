import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assignmentMails, makeOlder, reportOf, startSweep, sweep } from '../../support/tickets/sweeps.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

describe('a repair sweep', () => {
  let holdfast: Holdfast;
  const handle = (number: string) => holdfast.temporal.workflow.getHandle(`ticket/${number}`);
  const mailsAbout = (number: string) => assignmentMails(holdfast).filter((each) => each === number);
  const isOver = (number: string) =>
    waitFor('the workflow to end', async () =>
      (await handle(number).describe()).status.name === 'COMPLETED' ? true : undefined,
    );
  /** A ticket that was triaged, assigned and mailed. */
  async function settled(): Promise<string> {
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice);
    await assigned(alice, number);
    await waitFor('the mail', () => (mailsAbout(number).length === 1 ? true : undefined));
    return number;
  }

  beforeAll(async () => {
    holdfast = await startHoldfast();
  });
  afterAll(async () => {
    await holdfast.close();
  });

  it('finds nothing if all is well', async () => {
    await settled();
    expect(await sweep(holdfast)).toMatchObject({
      checked: 1,
      repaired: { count: 0, tickets: [] },
      lingering: { count: 0 },
      stuck: { count: 0 },
      failed: { count: 0 },
    });
    expect(holdfast.sink.mails.filter((mail) => mail.subject?.includes('restarted'))).toEqual([]);
  });

  it('restarts a workflow that was terminated by hand, which continues, and notifies the managers', async () => {
    const bob = await holdfast.client('bob');
    const number = await settled();
    await handle(number).terminate('by hand');
    expect(await sweep(holdfast)).toMatchObject({ repaired: { count: 1, tickets: [number] } });

    const isItsNotice = (mail: { subject?: string | undefined; text?: string | undefined }) =>
      mail.subject === '1 ticket workflow was restarted' && mail.text?.includes(number) === true;
    const [notice] = await holdfast.sink.received(1, isItsNotice);
    expect(notice!.to).toMatchObject({ text: expect.stringContaining('maya@holdfast.local') });

    await bob.post(`/api/v1/tickets/${number}/resolve`, { resolution_code: 'fixed' });
    await bob.post(`/api/v1/tickets/${number}/close`, { resolution_code: 'fixed' });
    await isOver(number);
    const actions = (await trail(bob, number)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'ticket.triaged')).toHaveLength(1);
    expect(actions.filter((action) => action === 'ticket.assigned')).toHaveLength(1);
    expect(mailsAbout(number)).toHaveLength(1);
    expect(holdfast.sink.mails.filter(isItsNotice)).toHaveLength(1);
  });

  it('triages a ticket that never was', async () => {
    await holdfast.stopWorker();
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice);
    await makeOlder(holdfast);
    await holdfast.startWorker();
    expect((await sweep(holdfast)).repaired.tickets).toEqual([number]);
    expect(await assigned(alice, number)).toMatchObject({ triage: { state: 'done' } });
    await waitFor('the mail', () => (mailsAbout(number).length === 1 ? true : undefined));
  });

  it('skips tickets that are over, and tickets that the relay is about to start', async () => {
    const number = await settled();
    await (await holdfast.client('admin')).post(`/api/v1/tickets/${number}/cancel`, {});
    await isOver(number);
    const { runId } = await handle(number).describe();
    await holdfast.stopWorker();
    const fresh = await submit(await holdfast.client('alice'));
    await holdfast.mongo
      .collection('events')
      .updateMany({ publishedAt: null }, { $set: { publishedAt: new Date() } });
    await holdfast.startWorker();
    expect((await sweep(holdfast)).repaired.tickets).toEqual([]);
    expect((await handle(number).describe()).runId).toBe(runId);
    await expect(handle(fresh.number).describe()).rejects.toThrow();
    await makeOlder(holdfast);
    expect((await sweep(holdfast)).repaired.tickets).toEqual([fresh.number]);
  });

  it('wakes the workflow of a ticket that is over', async () => {
    const number = await settled();
    // As it stands when Temporal was restored from before the end.
    await holdfast.mongo.collection('tickets').updateOne({ number }, { $set: { status: 'cancelled' } });
    expect((await sweep(holdfast)).lingering.tickets).toEqual([]);
    await makeOlder(holdfast);
    expect((await sweep(holdfast)).lingering.tickets).toEqual([number]);
    await isOver(number);
  });

  it('reports a stuck ticket, and does not restart it', async () => {
    const number = await settled();
    const { runId } = await handle(number).describe();
    const longAgo = new Date(Date.now() - 60 * 60_000);
    await holdfast.mongo
      .collection('tickets')
      .updateOne({ number }, { $set: { 'sla.resolution.dueAt': longAgo } });
    expect(await sweep(holdfast)).toMatchObject({
      repaired: { count: 0 },
      stuck: { count: 1, tickets: [number] },
    });
    // It was not so stuck that a poke would not help.
    const admin = await holdfast.client('admin');
    await ticketWhen(admin, number, 'breached', ({ sla }) => sla.resolution!.breached);
    expect((await handle(number).describe()).runId).toBe(runId);
  });

  it('can run in parallel to another one', async () => {
    const number = await settled();
    await handle(number).terminate('by hand');
    const ids = await Promise.all([startSweep(holdfast), startSweep(holdfast)]);
    const reports = await Promise.all(ids.map((id) => reportOf(holdfast, id)));
    expect(reports.flatMap(({ repaired }) => repaired.tickets)).toEqual([number]);
    expect((await handle(number).describe()).status.name).toBe('RUNNING');
    expect(mailsAbout(number)).toHaveLength(1);
  });
});
