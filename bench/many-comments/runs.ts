import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { currentSnapshot } from '../../workflows/contracts/ticket-lifecycle.js';
import { ticketWorkflowId } from '../../workflows/ids.js';

/** One run of a ticket's workflow. */
export interface Run {
  readonly events: number;
  readonly kilobytes: number;
}

/** A ticket's workflow as Temporal has it. */
export class Life {
  private constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly id: string,
  ) {}

  static async of(address: string, ticketNumber: string): Promise<Life> {
    const connection = await Connection.connect({ address });
    return new Life(connection, new Client({ connection }), ticketWorkflowId(ticketNumber));
  }

  /** The version of the ticket at the last look. */
  async seenVersion(): Promise<number> {
    const look = await this.client.workflow.getHandle(this.id).query(currentSnapshot);
    return look?.version ?? 0;
  }

  /** All runs, the first one first. */
  async runs(): Promise<readonly Run[]> {
    const runs: Run[] = [];
    let runId: string | null | undefined = '';
    while (runId !== undefined) {
      const handle: WorkflowHandle = this.client.workflow.getHandle(this.id, runId || undefined);
      const [{ historySize = 0 }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
      const all = events ?? [];
      runs.unshift({ events: all.length, kilobytes: Math.round(historySize / 1024) });
      runId = all[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    }
    return runs;
  }

  /** Resolves when the workflow has ended well. */
  async ended(withinMs: number): Promise<void> {
    const handle = this.client.workflow.getHandle(this.id);
    await this.connection.withDeadline(Date.now() + withinMs, () => handle.result());
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
