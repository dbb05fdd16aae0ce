import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActivities } from '../../../activities/index.js';
import { connectWorker } from '../../../src/adapters/temporal/connect.js';
import { WorkerGroup } from '../../../src/adapters/temporal/worker.js';
import { DomainError } from '../../../src/domain/errors.js';
import { taskQueues } from '../../../workflows/ids.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import { lieThere } from '../../support/tickets/bulk.js';
import { quietRuntime, startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { waitFor } from '../../support/wait-for.js';

const TICKETS = 500;
const BULK = '/api/v1/tickets/bulk';

/** Every tenth of the tickets is over, and refuses. */
const isOver = (index: number) => index % 10 === 0;

describe('changing 500 tickets', () => {
  let holdfast: Holdfast;
  let stop: (() => Promise<void>) | undefined;
  let attemptsThatDied = 0;

  /** A worker without a relay: the tickets have no lives of their own. One attempt dies in the middle of a batch, after a commit. */
  async function startWorker(): Promise<() => Promise<void>> {
    quietRuntime();
    const { config, deps } = holdfast;
    let commits = 0;
    const tickets = aroundCommit(deps.tickets, async (commit) => {
      await commit();
      commits += 1;
      if (commits !== 210) return;
      attemptsThatDied += 1;
      throw new DomainError('unavailable', 'killed');
    });
    const temporal = await connectWorker(config.temporal);
    const workers = await WorkerGroup.start({
      connection: temporal,
      namespace: config.temporal.namespace,
      dataConverter: {},
      tracer: deps.tracer,
      queues: taskQueues(config.temporal.taskQueuePrefix),
      activities: createActivities({ ...deps, tickets }),
      workflows: { bundle: { codePath: process.env['HOLDFAST_TEST_WORKFLOW_BUNDLE']! } },
    });
    return async () => {
      await workers.close();
      await temporal.close();
    };
  }

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    stop = await startWorker();
  });
  afterAll(async () => {
    await stop?.();
    await holdfast.close();
  });

  it('processes each once, despite refusals and a dead attempt, and reports when all are done', async () => {
    const maya = await holdfast.client('maya');
    const tickets = await lieThere(holdfast, TICKETS, (index) =>
      isOver(index) ? { status: 'cancelled' } : {},
    );
    const { status, body } = await maya.post(BULK, {
      ticket_ids: tickets.map(({ number }) => number),
      change: { priority: 'high', comment: { body: 'We are on it.' } },
    });
    expect([status, body.job.total]).toEqual([202, TICKETS]);
    const report = await waitFor('the job', async () => {
      const { body: now } = await maya.get(`${BULK}/${body.job.id}`);
      return now.job.state === 'done' ? now : undefined;
    });
    const refused = TICKETS / 10;
    const changed = TICKETS - refused;
    expect(report.job).toMatchObject({ total: TICKETS, done: TICKETS, changed, failed: refused });
    expect(attemptsThatDied).toBe(1);
    expect(
      report.results.map((result: { number: string; code: string | null }) => [result.number, result.code]),
    ).toEqual(tickets.map(({ number }, index) => [number, isOver(index) ? 'illegal_transition' : null]));

    const { mongo } = holdfast;
    expect(await mongo.collection('tickets').countDocuments({ version: 2, priority: 'high' })).toBe(changed);
    expect(await mongo.collection('comments').countDocuments()).toBe(changed);
    expect(await mongo.collection('events').countDocuments({ 'details.bulk_job': body.job.id })).toBe(
      2 * changed,
    );

    const handle = holdfast.temporal.workflow.getHandle(`bulk/${body.job.id}`);
    const { state, total, done, failed } = report.job;
    expect(await handle.result()).toEqual({ state, total, done, changed, failed });
    const { historyLength } = await handle.describe();
    expect(historyLength).toBeLessThan(300);
    // Ids only: what was said stays in the database.
    const [started] = (await handle.fetchHistory()).events!;
    const [input] = started!.workflowExecutionStartedEventAttributes!.input!.payloads!;
    expect(JSON.parse(Buffer.from(input!.data!).toString())).toEqual({ jobId: body.job.id });
    await stop?.();
    stop = undefined;
    expect((await maya.get(`${BULK}/${body.job.id}`)).body).toEqual(report);
  });
});
