import { Client, Connection } from '@temporalio/client';
import { meanOf, rounded } from '../support/statistics.js';

export interface HistoryFigures {
  readonly workflows: number;
  readonly activities: number;
  readonly events: number;
  readonly workflow_tasks: number;
  /** How many events of each kind a workflow has, on average. */
  readonly by_kind: Readonly<Record<string, number>>;
}

const PREFIX = 'EVENT_TYPE_';

/** What the recorded histories of these workflows hold, on average. */
export async function readHistories(
  address: string,
  workflowIds: readonly string[],
): Promise<HistoryFigures> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    const counts: Record<string, number>[] = [];
    for (const id of workflowIds) counts.push(await countKinds(client, id));
    const mean = (of: (kinds: Record<string, number>) => number) => rounded(meanOf(counts.map(of)));
    const kinds = [...new Set(counts.flatMap((count) => Object.keys(count)))];
    return {
      workflows: workflowIds.length,
      activities: mean((count) => count['ACTIVITY_TASK_SCHEDULED'] ?? 0),
      events: mean((count) => Object.values(count).reduce((sum, value) => sum + value, 0)),
      workflow_tasks: mean((count) => count['WORKFLOW_TASK_COMPLETED'] ?? 0),
      by_kind: Object.fromEntries(kinds.map((kind) => [kind, mean((count) => count[kind] ?? 0)])),
    };
  } finally {
    await connection.close();
  }
}

async function countKinds(client: Client, id: string): Promise<Record<string, number>> {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  const counts: Record<string, number> = {};
  for (const { eventType } of events ?? []) {
    const kind = nameOf(Number(eventType));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function nameOf(eventType: number): string {
  return KINDS[eventType]?.replace(PREFIX, '') ?? `type ${eventType}`;
}

/** Of `temporal.api.enums.v1.EventType`, the ones that can occur here. */
const KINDS: Readonly<Record<number, string>> = {
  1: 'WORKFLOW_EXECUTION_STARTED',
  5: 'WORKFLOW_TASK_SCHEDULED',
  6: 'WORKFLOW_TASK_STARTED',
  7: 'WORKFLOW_TASK_COMPLETED',
  8: 'WORKFLOW_TASK_TIMED_OUT',
  9: 'WORKFLOW_TASK_FAILED',
  10: 'ACTIVITY_TASK_SCHEDULED',
  11: 'ACTIVITY_TASK_STARTED',
  12: 'ACTIVITY_TASK_COMPLETED',
  13: 'ACTIVITY_TASK_FAILED',
  14: 'ACTIVITY_TASK_TIMED_OUT',
  17: 'TIMER_STARTED',
  18: 'TIMER_FIRED',
  20: 'TIMER_CANCELED',
  26: 'WORKFLOW_EXECUTION_SIGNALED',
  40: 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
  52: 'WORKFLOW_PROPERTIES_MODIFIED',
};
