import {
  DefaultLogger,
  Runtime,
  Worker,
  type NativeConnection,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { TaskQueues } from '../../../workflows/ids.js';
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
  };
  readonly tracer: Tracer;
  /** Tells waits within an activity about its end; absent without such waits. */
  readonly runUntilCancelled?: RunUntilCancelled;
  /**
   * Maximum starts of activities on the AI queue per minute, over all workers, which need the same value; no limit
   * without it.
   */
  readonly aiRatePerMinute?: number | undefined;
  /** A bundle built ahead, or the path of the workflows' source to bundle now. */
  readonly workflows: { readonly bundle: WorkflowBundleOption } | { readonly path: string };
}

/** Time for running activities to end at shutdown. */
const DRAIN = '5s';

/**
 * Maximum parallel activities: models and mail servers are slow, so many may wait.
 * Each queue has its own limit.
 */
const MAX_AI = 20;
const MAX_MAILS = 20;
const MAX_LIFECYCLE = 40;

/** Each holds a whole message in memory, and has a parser process at most. */
const MAX_INBOUND = 4;

/**
 * Maximum cached workflows.
 * Their histories are short, so an evicted one is rebuilt within a tenth of a second, while a cached one costs up to
 * half a megabyte. The SDK's default grows with the machine's memory (2,300 from 16 GB on), and so would the worker
 * (bench/README.md).
 */
const MAX_KEPT_WORKFLOWS = 250;

/** One worker for each queue, over one connection. They run until {@link WorkerGroup.close}. */
export class WorkerGroup {
  private readonly runs: Promise<void>;

  private constructor(private readonly workers: readonly Worker[]) {
    this.runs = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  }

  static async start(options: WorkersOptions): Promise<WorkerGroup> {
    const { connection, namespace, dataConverter, queues, activities, workflows, tracer, aiRatePerMinute } =
      options;
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
        maxCachedWorkflows: MAX_KEPT_WORKFLOWS,
        maxConcurrentActivityTaskExecutions: MAX_LIFECYCLE,
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
        maxConcurrentActivityTaskExecutions: MAX_AI,
        ...(aiRatePerMinute === undefined ? {} : { maxTaskQueueActivitiesPerSecond: aiRatePerMinute / 60 }),
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.mail,
        activities: activities.mail,
        maxConcurrentActivityTaskExecutions: MAX_MAILS,
      }),
      Worker.create({
        ...shared,
        taskQueue: queues.inbound,
        activities: activities.inbound,
        maxConcurrentActivityTaskExecutions: MAX_INBOUND,
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
