import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startTemporal } from '../../src/dev/servers/temporal.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { assignmentMails, makeOlder, reportOf } from '../support/tickets/sweeps.js';
import { assigned, submit, submitMany, ticketWhen } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

/** Enough that a sweep which starts the workflows of all of them takes some time. */
const MANY = 40;

describe('a Temporal that loses what it knew', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-restored-'));
  const backup = mkdtempSync(join(tmpdir(), 'holdfast-backup-'));
  let port: number;
  let temporal: Awaited<ReturnType<typeof startTemporal>>;
  let holdfast: Holdfast;

  const start = async () => {
    temporal = await startTemporal({
      binary: process.env['HOLDFAST_TEST_TEMPORAL_BINARY']!,
      port,
      dataDir,
    });
  };
  const settled = async () => {
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice);
    await assigned(alice, number);
    await waitFor('the mail', () => (assignmentMails(holdfast).includes(number) ? true : undefined));
    return number;
  };
  /** The clients take some seconds to find Temporal again. */
  const sweepWhenBack = () =>
    waitFor('Temporal to be found again', async () => {
      const admin = await holdfast.client('admin');
      const { data, response } = await admin.api.POST('/api/v1/admin/sweeps', {});
      return response.status === 202 ? data!.sweep.id : undefined;
    });

  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    await start();
    holdfast = await startHoldfast({ environment: { TEMPORAL_ADDRESS: temporal.address } });
  });
  afterAll(async () => {
    await holdfast.close();
    await temporal.stop();
    for (const dir of [dataDir, backup]) rmSync(dir, { recursive: true, force: true });
  });

  it('gets a workflow for every open ticket again, and no mail is sent twice', async () => {
    const admin = await holdfast.client('admin');
    const [known, ending] = [await settled(), await settled()];
    await temporal.stop();
    const database = join(dataDir, 'temporal');
    cpSync(database, backup, { recursive: true });
    await start();

    const [lost, over] = [await settled(), await settled()];
    for (const number of [ending, over]) await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await waitFor('all to be told', async () =>
      (await holdfast.mongo.collection('events').countDocuments({ publishedAt: null })) === 0
        ? true
        : undefined,
    );
    await temporal.stop();
    rmSync(database, { recursive: true });
    cpSync(backup, database, { recursive: true });
    await makeOlder(holdfast);
    await start();

    const report = await reportOf(holdfast, await sweepWhenBack());
    expect(report).toMatchObject({
      checked: 2,
      repaired: { count: 1, tickets: [lost] },
      lingering: { count: 1, tickets: [ending] },
      failed: { count: 0 },
    });
    await holdfast.sink.received(
      1,
      (mail) => mail.text?.includes(lost) === true && mail.subject!.includes('restarted'),
    );
    // Both go on: what happens to them reaches their workflows, and these end with them.
    for (const number of [known, lost]) {
      await admin.post(`/api/v1/tickets/${number}/resolve`, { resolution_code: 'fixed' });
      await admin.post(`/api/v1/tickets/${number}/close`, { resolution_code: 'fixed' });
      await ticketWhen(admin, number, 'closed', ({ status }) => status === 'closed');
    }
    expect(assignmentMails(holdfast)).toEqual([known, ending, lost, over].sort());
  });

  it('can be unavailable during a sweep, which then continues', async () => {
    await holdfast.stopWorker();
    const alice = await holdfast.client('alice');
    await submitMany(alice, MANY);
    await makeOlder(holdfast);
    await holdfast.startWorker();
    const id = await sweepWhenBack();
    await waitFor('the sweep to begin', async () =>
      (await holdfast.mongo.collection('sweeps').findOne({ _id: id as never })) === null ? undefined : true,
    );
    await temporal.stop();
    await start();
    expect(await reportOf(holdfast, id)).toMatchObject({ checked: MANY, failed: { count: 0 } });
    const tickets = holdfast.mongo.collection('tickets');
    await waitFor('all to be triaged', async () =>
      (await tickets.countDocuments({ 'triage.state': 'pending' })) === 0 ? true : undefined,
    );
  });
});
