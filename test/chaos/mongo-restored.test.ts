import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRepositories } from '../../src/adapters/mongo/repositories.js';
import { messageIdOf } from '../../src/app/mail/templates/message-id.js';
import { sequenceIn } from '../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { keep, letter, settled as processed } from '../support/mail/inbound.js';
import { runCli } from '../support/processes/run-cli.js';
import { putBack, snapshotOf } from '../support/tickets/snapshot.js';
import { sweep } from '../support/tickets/sweeps.js';
import { assigned, submit, trail } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

const year = new Date().getUTCFullYear();

/** Temporal goes on from where it was, and the tickets do not. */
describe('a MongoDB that is restored from a backup, beside a Temporal that is not', () => {
  let holdfast: Holdfast;
  const handle = (number: string) => holdfast.temporal.workflow.getHandle(`ticket/${number}`);
  const statusOf = async (number: string) => (await handle(number).describe()).status.name;
  const afterRestore = (...args: string[]) => runCli(holdfast.config, 'after-restore', ...args);
  const counter = async () => (await openRepositories(holdfast.mongo)).numbers.given(year);
  const resolve = async (number: string) =>
    (await holdfast.client('admin')).post(`/api/v1/tickets/${number}/resolve`, { resolution_code: 'fixed' });
  const close = async (number: string) =>
    (await holdfast.client('admin')).post(`/api/v1/tickets/${number}/close`, { resolution_code: 'fixed' });
  const isOver = (number: string) =>
    waitFor(`the workflow of ${number} to end`, async () =>
      (await statusOf(number)) === 'COMPLETED' ? true : undefined,
    );
  /** Waits until the workflow knows the ticket at least as it is now. */
  const caughtUp = (number: string) =>
    waitFor(`the workflow of ${number} to know of it`, async () => {
      const { version } = (await holdfast.deps.tickets.find(number))!;
      const look = await handle(number).query<any>('currentLook');
      return look !== null && look.version >= version ? look : undefined;
    });

  const assignmentMail = () => ({ kind: 'assigned', ticketId: staying });

  /** As they stand in the backup: one assigned, one that stays so, one not triaged, one that ends after it; a mail that nobody has read. */
  let [known, fresh, ending, newer, mail] = ['', '', '', '', ''];
  let staying: string;
  let before: Awaited<ReturnType<Holdfast['client']>>;

  beforeAll(async () => {
    holdfast = await startHoldfast();
    const alice = await holdfast.client('alice');
    const third = await submit(alice);
    staying = third.id;
    [known, ending] = [(await submit(alice)).number, (await submit(alice)).number];
    for (const number of [known, ending, third.number]) await assigned(alice, number);
    await waitFor('the mail', async () =>
      (await holdfast.mongo.collection('deliveries').findOne({ ...assignmentMail(), state: 'sent' })) === null
        ? undefined
        : true,
    );
    await caughtUp(known);
    await holdfast.stopWorker();
    fresh = (await submit(alice)).number;
    mail = (await keep(holdfast, letter({ subject: 'Kept by the backup' }))).mail.id;
    // One mail had not been sent by the backup.
    await holdfast.mongo
      .collection('deliveries')
      .updateOne(assignmentMail(), { $set: { state: 'queued', sentAt: null } });
    const backup = await snapshotOf(holdfast.mongo);
    await holdfast.mongo.collection('deliveries').updateOne(assignmentMail(), { $set: { state: 'sent' } });

    await holdfast.startWorker();
    await assigned(alice, fresh);
    newer = (await submit(alice)).number;
    await assigned(alice, newer);
    await resolve(known);
    await resolve(ending);
    await close(ending);
    await isOver(ending);
    await processed(holdfast, mail);
    for (const number of [known, fresh, newer]) await caughtUp(number);
    before = await holdfast.client('maya');

    await holdfast.stopWorker();
    await putBack(holdfast.mongo, backup);
  });
  afterAll(async () => {
    await holdfast.close();
  });

  it('shows what would be done, and changes nothing', async () => {
    const [given, then] = [await counter(), await snapshotOf(holdfast.mongo)];
    const { code, output } = await afterRestore();
    expect(code).toBe(0);
    expect(output).toContain('4 open tickets are checked again\nNothing was changed');
    expect(output).toContain('Mails received:  1 are');
    expect(sequenceIn(year, /TKT-\d+-\d+/u.exec(output)![0])).toBeGreaterThanOrEqual(given + 1_000);
    expect(await snapshotOf(holdfast.mongo)).toEqual(then);
  });

  it('refuses what it cannot understand', async () => {
    expect(await afterRestore('--past', '42')).toMatchObject({
      code: 1,
      output: expect.stringContaining('--past must be a ticket number'),
    });
    expect(await afterRestore('--temporal-only', '--hold-mails')).toMatchObject({ code: 1 });
  });

  it('continues every ticket: workflows that were ahead follow, and those that ended too early restart', async () => {
    const given = await counter();
    const { code, output } = await afterRestore('--apply');
    expect(output).toContain('4 open tickets are checked again; 1 have none');
    expect(code).toBe(0);
    expect(await counter()).toBeGreaterThanOrEqual(given + 1_000);
    await holdfast.startWorker();
    expect((await sweep(holdfast)).repaired.tickets).toEqual([ending]);

    const admin = await holdfast.client('admin');
    // Triaged by a workflow that had done it before, in a time that the database does not know of.
    await assigned(admin, fresh);
    const actions = (await trail(admin, fresh)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'ticket.triaged')).toHaveLength(1);
    for (const number of [known, fresh, ending]) {
      const ticket = (await holdfast.deps.tickets.find(number))!;
      await waitFor('the workflow to follow its ticket', async () =>
        (await handle(number).query<any>('currentLook')).version === ticket.version ? true : undefined,
      );
    }
    for (const number of [known, fresh, ending]) {
      await resolve(number);
      await close(number);
      await isOver(number);
    }
  });

  it('sends what was not sent by the backup, under the Message-ID that it had', async () => {
    const { deliveries } = holdfast.deps;
    const stored = await holdfast.mongo.collection<{ _id: string }>('deliveries').findOne(assignmentMail());
    await waitFor('the mail to be sent', async () =>
      (await deliveries.find(stored!._id))?.state === 'sent' ? true : undefined,
    );
    const isCopy = ({ messageId }: { messageId?: string | undefined }) =>
      messageId === messageIdOf(holdfast.deps, stored!._id);
    expect(holdfast.sink.mails.filter(isCopy)).toHaveLength(2);
  });

  it('has the mail processed that Temporal had done with, once', async () => {
    const { outcome } = await processed(holdfast, mail);
    expect(outcome).toMatchObject({ kind: 'opened' });
    await assigned(await holdfast.client('admin'), (outcome as { number: string }).number);
  });

  it('ends the workflow of a lost ticket, whose number is not used again', async () => {
    await waitFor('the workflow to end', async () =>
      (await statusOf(newer)) === 'FAILED' ? true : undefined,
    );
    // Processes that start now; those that are stopped for a restore have leased numbers of before.
    const { numbers } = await openRepositories(holdfast.mongo);
    expect(sequenceIn(year, await numbers.next(year))).toBeGreaterThan(sequenceIn(year, newer)!);
  });

  it('ends all sessions from before', async () => {
    expect((await before.get('/api/v1/auth/me')).status).toBe(401);
    const admin = await holdfast.client('admin');
    expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
  });

  it('leaves out the numbers up to one that is named, and holds back mails that may have been sent', async () => {
    const given = await counter();
    const past = `TKT-${year}-${String(given + 42).padStart(6, '0')}`;
    const deliveries = holdfast.mongo.collection<{ _id: string }>('deliveries');
    const later = new Date(Date.now() + 3_600_000);
    await holdfast.stopWorker();
    await deliveries.insertMany([
      { _id: 'queued', state: 'queued', notBefore: null },
      { _id: 'under-way', state: 'sending', claimedUntil: new Date(0) },
      { _id: 'waiting', state: 'queued', notBefore: later },
      { _id: 'was-sent', state: 'sent' },
    ] as never);
    const { output } = await afterRestore('--apply', '--past', past, '--hold-mails');
    expect(output).toContain('Mails to send:   2 are unsent in the backup and are held back');
    expect(await counter()).toBe(given + 42);
    const states = await deliveries
      .find({ _id: { $in: ['queued', 'under-way', 'waiting', 'was-sent'] } })
      .sort({ _id: 1 })
      .toArray();
    expect(states.map((each) => [each._id, (each as never as { state: string }).state])).toEqual([
      ['queued', 'suppressed'],
      ['under-way', 'suppressed'],
      ['waiting', 'queued'],
      ['was-sent', 'sent'],
    ]);
    // A Temporal that alone was restored: nothing of MongoDB changes.
    const then = await snapshotOf(holdfast.mongo);
    expect((await afterRestore('--apply', '--temporal-only')).output).not.toContain('Sessions');
    expect(await snapshotOf(holdfast.mongo)).toEqual(then);
  });
});
