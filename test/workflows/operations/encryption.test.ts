import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { dataConverterFor } from '../../../src/adapters/temporal/data-converter.js';
import type { CodecKey } from '../../../src/adapters/temporal/encryption-codec.js';
import { wake } from '../../../workflows/contracts/ticket-lifecycle.js';
import { bundleFor, startHoldfast, testConfig, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, ticketWhen } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const newKey = (id: string): CodecKey => ({ id, base64: randomBytes(32).toString('base64') });
const setting = (keys: readonly CodecKey[]) => ({
  TEMPORAL_CODEC_KEYS: keys.map(({ id, base64 }) => `${id}:${base64}`).join(','),
});
const [OLD, NEW] = [newKey('2025'), newKey('2026')];

describe('a Holdfast with a key', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ environment: setting([NEW]) });
  });
  afterAll(async () => {
    await holdfast.close();
  });

  const workflow = (keys: readonly CodecKey[], id: string) =>
    clientWith(holdfast, keys).workflow.getHandle(id);

  /** What is in the payloads of an answer of the server, as text. */
  const unread = (payloads: { data?: Uint8Array | null }[] | null | undefined) =>
    (payloads ?? []).map(({ data }) => Buffer.from(data ?? []).toString('latin1')).join();

  it('runs the life of a ticket, and Temporal sees no ids in its payloads', async () => {
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const { id, number } = await submit(alice);
    const { assignee } = await assigned(admin, number);
    const workflowId = `ticket/${number}`;
    const rerun = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
    await waitFor('the re-run', async () => {
      const { job } = (await admin.get(`/api/v1/admin/rerun-ai/${rerun.body.job.id}`)).body;
      return job.done === 1 ? true : undefined;
    });
    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'It is worse now.' });
    expect((await workflow([NEW], workflowId).query<any>('currentLook')).assigneeId).toBe(assignee.id);
    const { queryResult } = await holdfast.temporal.workflowService.queryWorkflow({
      namespace: 'default',
      execution: { workflowId },
      query: { queryType: 'currentLook' },
    });
    expect(unread(queryResult?.payloads)).not.toContain(assignee.id);
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await workflow([NEW], workflowId).result();

    const history = await workflow([NEW], workflowId).fetchHistory();
    const kinds = (history.events ?? []).map((event) => Object.keys(event).join());
    for (const kind of [
      'Signaled',
      'UpdateAccepted',
      'UpdateCompleted',
      'timerStarted',
      'activityTaskScheduled',
    ]) {
      expect(kinds.join()).toContain(kind);
    }
    // All bytes as they went over the wire: payloads, summaries and failures, wherever they are.
    const bytes = Buffer.from(proto.temporal.api.history.v1.History.encode(history).finish()).toString(
      'latin1',
    );
    expect(bytes).toContain('binary/encrypted');
    expect(bytes).not.toContain('json/plain; ');
    for (const clear of [
      id,
      'unsentDeliveries',
      'INITIAL',
      '"runId"',
      'Find the right moderator',
      'waits for',
    ]) {
      expect([clear, bytes.includes(clear)]).toEqual([clear, false]);
    }
    const payloads = historyToJSON(history).match(/"encoding": "[^"]+"/g) ?? [];
    // Search attributes are in the clear by their nature; they hold enumerations and the assignee's id. So are the marks
    // of patches, which hold the sentence that names the patch.
    const open = payloads.filter(
      (line) => !line.includes(Buffer.from('binary/encrypted').toString('base64')),
    );
    const attributes = (history.events ?? []).flatMap(
      ({ upsertWorkflowSearchAttributesEventAttributes: event }) =>
        Object.keys(event?.searchAttributes?.indexedFields ?? {}),
    );
    const marks = (history.events ?? []).flatMap(({ markerRecordedEventAttributes: event }) =>
      Object.values(event?.details ?? {}).flatMap(({ payloads }) => payloads ?? []),
    );
    expect(open).toHaveLength(attributes.length + marks.length);

    const workflowBundle = { codePath: bundleFor(holdfast.config) };
    const replay = (keys: readonly CodecKey[]) =>
      Worker.runReplayHistory({ workflowBundle, dataConverter: dataConverterFor(keys) }, history, workflowId);
    await expect(replay([NEW])).resolves.toBeUndefined();
    await expect(replay([OLD, NEW])).resolves.toBeUndefined();
  });

  it('hides the messages of failures, and shows them with the key', async () => {
    const client = clientWith(holdfast, [NEW]);
    const workflowId = `account/${randomBytes(8).toString('hex')}`;
    const handle = await client.workflow.start('accountFollowUp', {
      workflowId,
      taskQueue: `${holdfast.config.temporal.taskQueuePrefix}-lifecycle`,
      args: [{ eventId: 'no-such-event', accountId: 'nobody', followUps: ['send_mails'] }],
    });
    const failure = await handle.result().then(
      () => undefined,
      (error: unknown) => error as any,
    );
    expect(failure.cause.cause.message).toMatch(/no-such-event/);
    const history = await handle.fetchHistory();
    const bytes = Buffer.from(proto.temporal.api.history.v1.History.encode(history).finish()).toString(
      'latin1',
    );
    expect(bytes).toContain('Encoded failure');
    expect(bytes).not.toContain('no-such-event');
    expect(bytes).not.toContain('.ts:');
  });
});

describe('when keys change', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  /** The same database and queues, served by a worker with other keys. */
  async function servedWith(keys: readonly CodecKey[], use: () => Promise<unknown>) {
    const { mongo, temporal } = holdfast.config;
    const environment = {
      MONGODB_URI: mongo.uri,
      TEMPORAL_TASK_QUEUE_PREFIX: temporal.taskQueuePrefix,
      SMTP_URL: holdfast.sink.url,
      ...setting(keys),
    };
    const worker = await holdfast.workerWith(testConfig(environment));
    try {
      await use();
    } finally {
      await worker.close();
    }
  }

  it('running tickets continue: from no key to the first, and to the next', async () => {
    const bob = await holdfast.client('bob');
    const { number } = await submit(await holdfast.client('alice'));
    await servedWith([], () => assigned(bob, number));
    await servedWith([OLD], async () => {
      await bob.post(`/api/v1/tickets/${number}/accept`);
      await waitFor('the look after it', () => lookedAt(clientWith(holdfast, [OLD]), number, /to resolve/));
    });
    await servedWith([NEW, OLD], async () => {
      await bob.post(`/api/v1/tickets/${number}/cancel`, {});
      await ticketWhen(bob, number, 'cancelled', ({ status }) => status === 'cancelled');
      const handle = clientWith(holdfast, [NEW, OLD]).workflow.getHandle(`ticket/${number}`);
      await handle.result();
      const json = historyToJSON(await handle.fetchHistory());
      for (const id of ['2025', '2026']) expect(json).toContain(Buffer.from(id).toString('base64'));
    });
  });

  it('a worker without the key names it, fails the step but not the ticket, and continues with the key', async () => {
    const bob = await holdfast.client('bob');
    const { number } = await submit(await holdfast.client('alice'));
    await servedWith([OLD], () => assigned(bob, number));
    const handle = holdfast.temporal.workflow.getHandle(`ticket/${number}`);
    await servedWith([], async () => {
      await handle.signal(wake, { eventId: 'any', type: 'comment.added' });
      const failed = await waitFor('a failed workflow task', async () => {
        const { events } = await handle.fetchHistory();
        return (events ?? []).find(({ workflowTaskFailedEventAttributes: failure }) => failure != null);
      });
      expect(failed.workflowTaskFailedEventAttributes?.failure?.message).toContain(
        'The payload is encrypted with the key "2025", which TEMPORAL_CODEC_KEYS does not have.',
      );
      expect((await handle.describe()).status.name).toBe('RUNNING');
    });
    await servedWith([OLD], async () => {
      await bob.post(`/api/v1/tickets/${number}/cancel`, {});
      await waitFor('the end', async () =>
        (await handle.describe()).status.name === 'COMPLETED' ? true : undefined,
      );
    });
  });
});

/** Temporal as a program with these keys sees it. */
function clientWith({ temporal }: Holdfast, keys: readonly CodecKey[]): Client {
  return new Client({ connection: temporal.connection, dataConverter: dataConverterFor(keys) });
}

async function lookedAt({ workflow }: Client, number: string, waitsFor: RegExp) {
  const look = await workflow.getHandle(`ticket/${number}`).query<any>('currentLook');
  return waitsFor.test(String(look?.waitsFor)) ? true : undefined;
}
