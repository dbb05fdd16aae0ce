import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import { untraced } from '../../../src/adapters/telemetry/untraced.js';
import { TRACE_INTERCEPTORS, traceCalls, traceSinks } from '../../../src/adapters/temporal/traces.js';
import type { Tracer } from '../../../src/ports/operations/tracer.js';
import { quietRuntime } from '../../support/holdfast.js';
import { waitFor } from '../../support/wait-for.js';

const address = process.env['HOLDFAST_TEST_TEMPORAL_ADDRESS']!;
const workflowsPath = fileURLToPath(new URL('../fixtures/many-things.ts', import.meta.url));
const PLACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const nothing = () => Promise.resolve();

/** Everything is a part of the same work. */
const tracer: Tracer = { ...untraced, isOn: true, here: () => PLACE };
const sinks = traceSinks(untraced);

describe('a workflow that does many things at a time', () => {
  let connection: Connection;
  let native: NativeConnection;
  let bundles: Record<'with' | 'without', WorkflowBundle>;
  beforeAll(async () => {
    quietRuntime();
    connection = await Connection.connect({ address });
    native = await NativeConnection.connect({ address });
    const options = { workflowsPath, logger: new DefaultLogger('WARN') };
    bundles = {
      with: await bundleWorkflowCode({ ...options, workflowInterceptorModules: [TRACE_INTERCEPTORS] }),
      without: await bundleWorkflowCode(options),
    };
  });
  afterAll(async () => {
    await native.close();
    await connection.close();
  });

  /** Runs it so that all of it can go on in the same task: the worker of the workflow is away meanwhile. */
  async function live(workflowBundle: WorkflowBundle, isTraced: boolean): Promise<WorkflowHandle> {
    const taskQueue = `many-things-${randomUUID()}`;
    // Without a cache, so that the second takes over at once.
    const options = { connection: native, taskQueue, workflowBundle, sinks, maxCachedWorkflows: 0 };
    const workflows = () => Worker.create(options);
    const client = new Client({
      connection,
      interceptors: { workflow: isTraced ? traceCalls(tracer) : [] },
    });
    const handle = await client.workflow.start('manyThings', { workflowId: taskQueue, taskQueue });
    const until = (kind: string) =>
      waitFor(kind, async () => {
        const { events } = await handle.fetchHistory();
        const isThere = events?.some((event) => Object.keys(event).includes(`${kind}EventAttributes`));
        return isThere === true ? true : undefined;
      });
    const before = await workflows();
    await before.runUntil(() => until('activityTaskScheduled'));
    await handle.signal('open');
    const steps = await Worker.create({
      connection: native,
      taskQueue: `${taskQueue}-steps`,
      activities: { first: nothing, second: nothing, other: nothing },
    });
    await steps.runUntil(async () => {
      await until('activityTaskCompleted');
      const after = await workflows();
      await after.runUntil(() => handle.result());
    });
    return handle;
  }

  it.each([
    { from: 'with', isTraced: true, to: 'without' },
    { from: 'without', isTraced: true, to: 'with' },
    { from: 'without', isTraced: false, to: 'with' },
  ] as const)(
    'that began $from tracing (traced: $isTraced) goes on $to it, with every step in its place',
    async ({ from, to, isTraced }) => {
      const handle = await live(bundles[from], isTraced);
      const history = await handle.fetchHistory();
      const replayed = Worker.runReplayHistory(
        { workflowBundle: bundles[to], sinks },
        history,
        handle.workflowId,
      );
      await expect(replayed).resolves.toBeUndefined();
    },
  );
});
