import { MS_PER_MINUTE } from '../../domain/time.js';
import { isDeepStrictEqual } from 'node:util';
import {
  Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type ConnectionLike,
  type ScheduleDescription,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { DAILY_DIGEST, type DailyDigestInput } from '../../../workflows/contracts/daily-digest.js';
import { REMOVE_OLD_MAILS } from '../../../workflows/contracts/remove-old-mails.js';
import { REPAIR_SWEEP } from '../../../workflows/contracts/repair-sweep.js';
import { TRAIN_TRIAGE_MODEL } from '../../../workflows/contracts/train-triage-model.js';
import {
  digestWorkflowId,
  oldMailsWorkflowId,
  scheduleId,
  sweepWorkflowId,
  taskQueues,
  trainingWorkflowId,
} from '../../../workflows/ids.js';
import { callTemporal, CALL_MS } from './calls.js';

/** Something that is done again and again. */
interface HoldfastSchedule {
  readonly id: string;
  readonly everyMinutes: number;
  readonly workflowType: string;
  /** The beginning of the workflows' ids; the server adds the time. */
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly input: Readonly<Record<string, string>>;
  /** In words, for the Web UI. */
  readonly summary: string;
}

interface Place {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
}

/** Returns the schedules of this installation. */
export function schedulesOf(
  taskQueuePrefix: string,
  { repairSweepMinutes, digestAt }: { readonly repairSweepMinutes: number; readonly digestAt: string },
): readonly HoldfastSchedule[] {
  const taskQueue = taskQueues(taskQueuePrefix).lifecycle;
  return [
    {
      id: scheduleId(taskQueuePrefix, 'repair-sweep'),
      everyMinutes: repairSweepMinutes,
      workflowType: REPAIR_SWEEP,
      workflowId: sweepWorkflowId(taskQueuePrefix),
      taskQueue,
      input: {},
      summary: 'Repair sweep: finds tickets without a running workflow',
    },
    {
      id: scheduleId(taskQueuePrefix, 'daily-digest'),
      everyMinutes: DIGEST_MINUTES,
      workflowType: DAILY_DIGEST,
      workflowId: digestWorkflowId(taskQueuePrefix),
      taskQueue,
      input: { at: digestAt } satisfies DailyDigestInput,
      summary: `Daily digest: mails managers whose local time is ${digestAt}`,
    },
    {
      id: scheduleId(taskQueuePrefix, 'old-mails'),
      everyMinutes: OLD_MAILS_MINUTES,
      workflowType: REMOVE_OLD_MAILS,
      workflowId: oldMailsWorkflowId(taskQueuePrefix),
      taskQueue,
      input: {},
      summary: 'Deletes received mails after their retention period',
    },
    {
      id: scheduleId(taskQueuePrefix, 'train-triage'),
      everyMinutes: TRAINING_MINUTES,
      workflowType: TRAIN_TRIAGE_MODEL,
      workflowId: trainingWorkflowId(taskQueuePrefix),
      taskQueue,
      input: {},
      summary: 'Trains the local classifier on solved tickets',
    },
  ];
}

/** In every time zone some quarter of an hour is the right one. */
const DIGEST_MINUTES = 15;
/** Expired mails are deleted on the same day. */
const OLD_MAILS_MINUTES = 60;
/** Once a day: what one day adds changes a version little. */
const TRAINING_MINUTES = 24 * 60;
/** Schedules that were missed while Temporal was down are skipped: the next run finds all work. */
const CATCHUP_MS = MS_PER_MINUTE;

/**
 * Creates or updates the schedule.
 * Operators decide whether it is paused, which stays. Safe in parallel.
 * @throws DomainError `unavailable`
 */
export async function ensureSchedule(place: Place, schedule: HoldfastSchedule): Promise<void> {
  const { schedule: client } = new Client(place);
  const { connection } = place;
  const wanted = optionsOf(schedule);
  const handle = client.getHandle(schedule.id);
  await callTemporal(connection, CALL_MS, async () => {
    try {
      if (isDeepStrictEqual(shapeOf(await handle.describe()), shapeOf(wanted))) return;
      await handle.update(({ state }) => ({ ...wanted, state }));
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      await client.create({ scheduleId: schedule.id, ...wanted }).catch(passOverExisting);
    }
  });
}

/** Another worker was faster. */
function passOverExisting(error: unknown): void {
  if (!(error instanceof ScheduleAlreadyRunning)) throw error;
}

function optionsOf({ everyMinutes, workflowType, workflowId, taskQueue, input, summary }: HoldfastSchedule) {
  return {
    spec: { intervals: [{ every: everyMinutes * MS_PER_MINUTE }] },
    action: {
      type: 'startWorkflow' as const,
      workflowType,
      workflowId,
      taskQueue,
      args: [input],
      staticSummary: summary,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCHUP_MS },
  };
}

/** Returns the relevant fields of a schedule, in the form of the server's description. */
function shapeOf({ spec, action, policies }: ReturnType<typeof optionsOf> | ScheduleDescription) {
  const { workflowType, workflowId, taskQueue, args, staticSummary } = action;
  return {
    intervals: spec.intervals?.map(({ every }) => every),
    action: [workflowType, workflowId, taskQueue, args, staticSummary],
    policies: [policies.overlap, policies.catchupWindow],
  };
}
