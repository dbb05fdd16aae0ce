import {
  Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type ConnectionLike,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { Lifecycle } from '../../domain/operations/sweep.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { LifecycleWatch } from '../../ports/operations/lifecycle-watch.js';
import type { Tracer } from '../../ports/operations/tracer.js';
import { wake, TICKET_LIFECYCLE } from '../../../workflows/contracts/ticket-lifecycle.js';
import { ticketNumberOf, ticketWorkflowId } from '../../../workflows/ids.js';
import { CALL_MS, callTemporal } from './calls.js';
import { lifecycleStart } from './lifecycle-start.js';
import { traceCalls } from './traces.js';

interface WatchOptions {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly tracer: Tracer;
  readonly taskQueue: string;
}

/** The server's maximum page size. */
const LIST_PAGE = 1_000;

const RUNNING = "ExecutionStatus = 'Running'";

/** The cause of the start, for the next sweep. */
const REPAIRED_BY = 'repairedBy';

/**
 * Queries the index (Visibility) for a hundred tickets at a time, which costs a tenth of describing each.
 * It describes only suspicious ones, because the index has a delay.
 */
export class TemporalLifecycleWatch implements LifecycleWatch {
  private readonly client: Client;

  constructor(private readonly options: WatchOptions) {
    const { connection, namespace, dataConverter, tracer } = options;
    const interceptors = { workflow: traceCalls(tracer) };
    this.client = new Client({ connection, namespace, dataConverter, interceptors });
  }

  async running(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    if (numbers.length === 0) return new Set();
    const ids = numbers.map((number) => `'${ticketWorkflowId(number)}'`).join(', ');
    const { found } = await this.list(`WorkflowId IN (${ids}) AND ${RUNNING}`);
    return new Set(found);
  }

  allRunning(): AsyncIterable<readonly string[]> {
    return this.all(RUNNING);
  }

  startedSince(instant: Date): AsyncIterable<readonly string[]> {
    return this.all(`StartTime >= '${instant.toISOString()}'`);
  }

  async find(ticketNumber: string): Promise<Lifecycle> {
    const description = await this.call(() => orNull(this.handle(ticketNumber).describe()));
    return description === null ? { state: 'missing' } : toLifecycle(description);
  }

  async restart(ticket: Pick<Ticket, 'id' | 'number' | 'triage'>, sweepId: string): Promise<boolean> {
    const input = {
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      isContinued: ticket.triage.state !== 'pending',
    };
    return this.call(async () => {
      try {
        // The only place that restarts an ended workflow: its caller has checked that the ticket is open.
        await this.client.workflow.start(TICKET_LIFECYCLE, {
          ...lifecycleStart(this.options.taskQueue, input),
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
          memo: { [REPAIRED_BY]: sweepId },
        });
        return true;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    });
  }

  async wake(ticketNumber: string, causeId: string, cause: 'sweep' | 'restored' = 'sweep'): Promise<boolean> {
    return this.call(async () => {
      const told = this.handle(ticketNumber).signal(wake, { eventId: causeId, type: cause });
      return (await orNull(told.then(() => true))) ?? false;
    });
  }

  private async *all(which: string): AsyncIterable<readonly string[]> {
    const query = `WorkflowType = '${TICKET_LIFECYCLE}' AND TaskQueue = '${this.options.taskQueue}' AND ${which}`;
    let next: Uint8Array | undefined;
    do {
      const page = await this.list(query, next);
      yield page.found;
      next = page.next;
    } while (next !== undefined);
  }

  private async list(query: string, nextPageToken?: Uint8Array) {
    const { namespace, connection } = this.options;
    const answer = await this.call(() =>
      connection.workflowService.listWorkflowExecutions({
        namespace,
        query,
        pageSize: LIST_PAGE,
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
      }),
    );
    const found = answer.executions.flatMap(
      ({ execution }) => ticketNumberOf(execution?.workflowId ?? '') ?? [],
    );
    return { found, next: answer.nextPageToken.length === 0 ? undefined : answer.nextPageToken };
  }

  private handle(ticketNumber: string) {
    return this.client.workflow.getHandle(ticketWorkflowId(ticketNumber));
  }

  private call<T>(run: () => Promise<T>): Promise<T> {
    return callTemporal(this.options.connection, CALL_MS, run);
  }
}

/** Null if there is no such workflow, or it is not running. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

function toLifecycle({ status, startTime, memo }: WorkflowExecutionDescription): Lifecycle {
  switch (status.name) {
    case 'COMPLETED':
    case 'CANCELLED':
    case 'TERMINATED':
    case 'FAILED':
    case 'TIMED_OUT':
      return {
        state: 'ended',
        hasFailed: status.name === 'FAILED' || status.name === 'TIMED_OUT',
        startedAt: startTime,
        isRepair: memo?.[REPAIRED_BY] !== undefined,
      };
    default:
      // A workflow that continues in a new run, or is paused, still exists.
      return { state: 'running' };
  }
}
