import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { freePorts } from '../../../src/dev/servers/ports.js';
import { startTemporal } from '../../../src/dev/servers/temporal.js';

/** A Temporal of its own, which suggests to continue as new long before 4,096 events. */
export interface HastyTemporal {
  readonly address: string;
  readonly client: Client;
  /** The histories of all runs of a workflow, the first one first. */
  runs(workflowId: string): Promise<readonly RunOfLife[]>;
  close(): Promise<void>;
}

export interface RunOfLife {
  readonly runId: string;
  readonly events: readonly any[];
}

export async function startHastyTemporal(suggestedAfterEvents: number): Promise<HastyTemporal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-hasty-'));
  const [port = 0] = await freePorts(1);
  const server = await startTemporal({
    binary: process.env['HOLDFAST_TEST_TEMPORAL_BINARY'] ?? 'temporal',
    port,
    dataDir,
    inMemory: true,
    dynamicConfig: {
      'limit.historyCount.suggestContinueAsNew': String(suggestedAfterEvents),
      'history.timerProcessorMaxTimeShift': '"10ms"',
      'history.timerProcessorMaxPollRPS': '1000',
      'history.transferProcessorMaxPollRPS': '1000',
    },
  });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection });
  return {
    address: server.address,
    client,
    runs: async (workflowId) => {
      const runs: RunOfLife[] = [];
      let runId = (await client.workflow.getHandle(workflowId).describe()).runId;
      while (runId !== '') {
        const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
        runs.unshift({ runId, events: events ?? [] });
        runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
      }
      return runs;
    },
    close: async () => {
      await connection.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
