import {
  DefaultLogger,
  Runtime,
  Worker,
  type NativeConnection,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { TaskQueues } from '../../../workflows/ids.js';
import { DEFAULT_WORKER_SIZES, type WorkerSizes } from '../../domain/operations/worker-sizes.js';
import type { Tracer } from '../../ports/operations/tracer.js';
import { cancelActivities, type RunUntilCancelled } from './cancel-activities.js';
import { TRACE_INTERCEPTORS, traceActivities, traceSinks } from './traces.js';

/** Functions by name, as Temporal calls them. */
type ActivitiesByName = object;

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly queues: TaskQueues;
  readonly activities: {
    readonly lifecycle: ActivitiesByName;
    readonly ai: ActivitiesByName;
    readonly mail: ActivitiesByName;
    readonly inbound: ActivitiesByName;
    readonly files: ActivitiesByName;
    readonly webhooks: ActivitiesByName;
  };
  readonly tracer: Tracer;
  /** Tells waits within an activity about its end; absent without such waits. */
  readonly runUntilCancelled?: RunUntilCancelled;
  /**
   * Maximum starts of activities on the AI queue per minute, over all workers, which need the same value; no limit
   * without it.
   */
  readonly aiRatePerMinute?: number | undefined;
  readonly sizes?: WorkerSizes;
  /** A bundle built ahead, or the path of the workflows' source to bundle now. */
  readonly workflows: { readonly bundle: WorkflowBundleOption } | { readonly path: string };
}

/** Time for running activities to end at shutdown. */
const DRAIN = '5s';

/** One worker for each queue, over one connection. They run until {@link WorkerGroup.close}. */
export class WorkerGroup {
  private readonly runs: Promise<void>;

  private constructor(private readonly workers: readonly Worker[]) {
    this.runs = Promise.all(workers.map(runUntilStopped)).then(() => undefined);
  }

  static async start(options: WorkersOptions): Promise<WorkerGroup> {
    const { connection, namespace, dataConverter, queues, activities, workflows, tracer, aiRatePerMinute } =
      options;
    const { slots, cachedWorkflows, pollers } = options.sizes ?? DEFAULT_WORKER_SIZES;
    const activitiesOf = (maxConcurrentActivityTaskExecutions: number) => ({
      maxConcurrentActivityTaskExecutions,
      activityTaskPollerBehavior: polling(pollers, maxConcurrentActivityTaskExecutions),
    });
    const interceptors = {
      activity: [cancelActivities(options.runUntilCancelled), ...traceActivities(tracer)],
    };
    const shared = {
      connection,
      namespace,
      dataConverter,
      shutdownGraceTime: DRAIN,
      shutdownForceTime: '8s',
      interceptors,
    } as const;
    const workers = await Promise.all([
      Worker.create({
        ...shared,
        taskQueue: queues.lifecycle,
        activities: activities.lifecycle,
        maxCachedWorkflows: cachedWorkflows,
        workflowTaskPollerBehavior: polling(pollers),
        ...activitiesOf(slots.lifecycle),
        sinks: traceSinks(tracer),
        ...('bundle' in workflows
          ? { workflowBundle: workflows.bundle }
          : {
              workflowsPath: workflows.path,
              interceptors: { ...interceptors, workflowModules: [TRACE_INTERCEPTORS] },
            }),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.ai,
        activities: activities.ai,
        ...activitiesOf(slots.ai),
        ...(aiRatePerMinute === undefined ? {} : { maxTaskQueueActivitiesPerSecond: aiRatePerMinute / 60 }),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.mail,
        activities: activities.mail,
        ...activitiesOf(slots.mail),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.inbound,
        activities: activities.inbound,
        ...activitiesOf(slots.inbound),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.files,
        activities: activities.files,
        ...activitiesOf(slots.files),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.webhooks,
        activities: activities.webhooks,
        ...activitiesOf(slots.webhooks),
      }),
    ]);
    return new WorkerGroup(workers);
  }

  /** Resolves when all workers have ended; rejects when one of them fails. */
  async ended(): Promise<void> {
    await this.runs;
  }

  /** Accepts no more work, gives running activities the drain time, and waits for the end. */
  async close(): Promise<void> {
    for (const worker of this.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await this.runs;
  }
}

/**
 * On a busy machine, the last step of the SDK's `run` sometimes fails with "Worker still in use". The worker has
 * stopped and its work is done by then, so its process must not report a failure.
 */
async function runUntilStopped(worker: Worker): Promise<void> {
  try {
    await worker.run();
  } catch (error) {
    if (worker.getState() !== 'STOPPED') throw error;
  }
}

type PollerBehavior = NonNullable<WorkerOptions['workflowTaskPollerBehavior']>;

/** No more polls than there are slots to serve them. */
function polling(pollers: WorkerSizes['pollers'], slots = Infinity): PollerBehavior {
  if (pollers === 'auto') return { type: 'autoscaling' };
  return { type: 'simple-maximum', maximum: Math.min(pollers, slots) };
}

/**
 * Sets the target of the SDK's warnings and errors, and its Prometheus port if any.
 * Call it before anything else of the SDK, once per process.
 * @throws Error if the port is taken.
 */
export function installRuntime(
  log: (level: string, message: string, fields: object) => void,
  metricsAddress?: string,
): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log(level, message, meta ?? {})),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'WARN' }, forward: {} },
      ...(metricsAddress === undefined
        ? {}
        : { metrics: { prometheus: { bindAddress: metricsAddress, useSecondsForDurations: true } } }),
    },
  });
}
