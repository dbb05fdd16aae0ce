import type { Client, WorkflowHandle } from '@temporalio/client';
import { waitFor } from '../wait-for.js';

/** The life of a ticket while nothing is under way: Temporal moves it only when a timer fires or somebody calls. */
export interface LifeAtRest {
  /** All activities until now, in the order in which they were scheduled. */
  readonly activities: readonly string[];
  readonly events: number;
  /** When the timers that are open fire. */
  readonly wakesAt: readonly Date[];
  readonly isOver: boolean;
}

/** Waits until neither an activity nor a workflow task is pending, and reads the history up to there. */
export async function lifeAtRest(client: Client, number: string): Promise<LifeAtRest> {
  const handle = client.workflow.getHandle(`ticket/${number}`);
  return waitFor(`${number} to rest`, async () => {
    if (!(await isResting(handle))) return undefined;
    const read = await historyOf(handle);
    // Still at rest, so that what was read is all there is.
    return (await isResting(handle)) && (await historyOf(handle)).events === read.events ? read : undefined;
  });
}

async function isResting(handle: WorkflowHandle): Promise<boolean> {
  const { raw } = await handle.describe();
  return (raw.pendingActivities ?? []).length === 0 && !raw.pendingWorkflowTask;
}

async function historyOf(handle: WorkflowHandle): Promise<LifeAtRest> {
  const { events } = await handle.fetchHistory();
  const all: readonly any[] = events ?? [];
  const ended = all.map(
    ({ timerFiredEventAttributes: fired, timerCanceledEventAttributes: cancelled }) =>
      (fired ?? cancelled)?.startedEventId?.toString() as string | undefined,
  );
  const open = all.filter(
    (event) => event.timerStartedEventAttributes && !ended.includes(event.eventId.toString()),
  );
  return {
    activities: all.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
      scheduled ? [scheduled.activityType.name as string] : [],
    ),
    events: all.length,
    wakesAt: open.map(
      ({ eventTime, timerStartedEventAttributes: { startToFireTimeout } }) =>
        new Date(msOf(eventTime) + msOf(startToFireTimeout)),
    ),
    isOver: all.some((event) => event.workflowExecutionCompletedEventAttributes),
  };
}

function msOf({ seconds, nanos }: { seconds?: unknown; nanos?: number }): number {
  return Number(seconds ?? 0) * 1_000 + (nanos ?? 0) / 1e6;
}
