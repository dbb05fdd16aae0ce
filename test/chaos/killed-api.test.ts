import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { taskQueues } from '../../workflows/ids.js';
import { RERUN_TRIAGE_BATCH } from '../../workflows/contracts/rerun-triage-batch.js';
import { TICKET_LIFECYCLE } from '../../workflows/contracts/ticket-lifecycle.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { Client, type Answer } from '../support/http-client.js';
import { startService, type Service } from '../support/processes/service.js';
import { submit, VPN_TICKET } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

const RERUN = '/api/v1/admin/rerun-ai';

describe('an API process that is killed between the commit and the answer', () => {
  let holdfast: Holdfast;
  let url: string;
  let next: Service | undefined;

  /** Sends a request to a process that dies of it. */
  async function sendInVain(client: Client, path: string, body: object): Promise<void> {
    const dying = await startService(holdfast, 'test/chaos/fixtures/dying-api.ts', 'api ready', port());
    try {
      await expect(client.post(path, body)).rejects.toThrow();
      expect(await dying.ended).toBe('SIGKILL');
    } finally {
      await dying.kill();
    }
  }

  /** Sends it again to a process that lives, as often as it takes until the dead one's lock has ended. */
  async function sendAgain(client: Client, path: string, body: object): Promise<Answer> {
    next ??= await startService(holdfast, 'src/server.ts', 'api ready', port());
    return waitFor('an answer', async () => {
      const answer = await client.post(path, body);
      return answer.status === 409 && answer.body.code === 'request_in_progress' ? undefined : answer;
    });
  }

  async function stopNext(): Promise<void> {
    await next?.kill();
    next = undefined;
  }

  const port = () => ({ PORT: new URL(url).port });

  /** Signed in with the test's own process: the one under test shall have but one thing to do. */
  async function clientOf(name: 'alice' | 'admin'): Promise<Client> {
    const credentials = { email: `${name}@holdfast.local`, password: DEMO_PASSWORD };
    const { body } = await new Client(holdfast.url).post('/api/v1/auth/login', credentials);
    const authorization = `Bearer ${body.access_token}`;
    return new Client(url, { headers: { authorization, 'idempotency-key': randomUUID() } });
  }

  const collection = (name: string) => holdfast.mongo.collection(name);

  /** The runs of a kind of workflow that this test's system has had. */
  async function runsOf(type: string): Promise<string[]> {
    const queue = taskQueues(holdfast.config.temporal.taskQueuePrefix).lifecycle;
    const { workflow } = holdfast.temporal;
    const ids: string[] = [];
    for await (const { workflowId } of workflow.list({
      query: `TaskQueue = "${queue}" AND WorkflowType = "${type}"`,
    })) {
      ids.push(workflowId);
    }
    return ids;
  }

  beforeAll(async () => {
    holdfast = await startHoldfast();
    const [free = 0] = await freePorts(1);
    url = `http://127.0.0.1:${free}`;
  });
  afterAll(async () => {
    await stopNext();
    await holdfast.close();
  });

  it('has made one ticket and one workflow when the request is repeated', async () => {
    const alice = await clientOf('alice');
    await sendInVain(alice, '/api/v1/tickets', VPN_TICKET);
    const [written, ...more] = await collection('tickets').find().toArray();
    expect(more).toEqual([]);

    const { status, body, headers } = await sendAgain(alice, '/api/v1/tickets', VPN_TICKET);
    expect([status, body.id, body.number]).toEqual([201, String(written!._id), written!['number']]);
    expect(headers.get('location')).toBe(`/api/v1/tickets/${body.number}`);
    expect((await sendAgain(alice, '/api/v1/tickets', VPN_TICKET)).body).toEqual(body);

    await waitFor('the ticket to be assigned', async () =>
      (await collection('events').findOne({ type: 'ticket.assigned' })) === null ? undefined : true,
    );
    await waitFor('its workflow to be listed', async () =>
      (await runsOf(TICKET_LIFECYCLE)).length > 0 ? true : undefined,
    );
    expect(await runsOf(TICKET_LIFECYCLE)).toEqual([`ticket/${body.number}`]);
    expect(await collection('tickets').countDocuments()).toBe(1);
    expect(await collection('events').countDocuments({ type: 'ticket.created' })).toBe(1);
    await stopNext();
  });

  it('has made one comment', async () => {
    const { id, number } = await submit(await holdfast.client('alice'));
    const path = `/api/v1/tickets/${number}/comments`;
    const alice = await clientOf('alice');
    await sendInVain(alice, path, { body: 'It works again.' });
    const { status, body } = await sendAgain(alice, path, { body: 'It works again.' });
    expect(status).toBe(201);
    const comments = await collection('comments').find({ ticketId: id }).toArray();
    expect(comments.map(({ _id }) => String(_id))).toEqual([body.id]);
    expect(await collection('events').countDocuments({ ticketId: id, type: 'ticket.commented' })).toBe(1);
    await stopNext();
  });

  it('has started one batch, also when that is over by then', async () => {
    const admin = await clientOf('admin');
    await sendInVain(admin, RERUN, { fallback_only: true });
    const [jobId = ''] = await waitFor('the batch to be listed', async () => {
      const ids = await runsOf(RERUN_TRIAGE_BATCH);
      return ids.length > 0 ? ids : undefined;
    });
    await holdfast.temporal.workflow.getHandle(jobId).result();
    const { status, body } = await sendAgain(admin, RERUN, { fallback_only: true });
    expect([status, `rerun-ai/${body.job.id}`]).toEqual([202, jobId]);
    expect(await runsOf(RERUN_TRIAGE_BATCH)).toEqual([jobId]);
  });
});
