import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { PolicyMoveCounts, PolicyMoveProgress } from '../src/domain/policy-changes/policy-job.js';
import { activitiesOfThisQueue } from './activities.js';
import type { BatchPage } from './contracts/activities.js';
import { policyMoveProgress, type ApplyPolicyInput } from './contracts/apply-policy-batch.js';

/** Tickets moved by one activity: a second's work. */
const PAGE_SIZE = 50;

const NOTHING_YET: PolicyMoveProgress = {
  state: 'running',
  total: 0,
  done: 0,
  moved: 0,
  skipped: 0,
  failed: 0,
};

/** Moves many open tickets to a version of a policy, in batches, and reports the progress. */
export async function applyPolicyBatch(input: ApplyPolicyInput): Promise<PolicyMoveProgress> {
  const { jobId, policy, selection, actorId } = input;
  const activities = activitiesOfThisQueue();
  let progress = input.progress ?? NOTHING_YET;
  let afterId = input.afterId ?? null;
  setHandler(policyMoveProgress, () => progress);

  for (;;) {
    const { ticketIds, remaining } = await nextPage();
    const last = ticketIds.at(-1);
    if (last === undefined) break;
    if (remaining !== null) progress = { ...progress, total: progress.done + remaining };
    progress = added(progress, await moveThem(ticketIds));
    afterId = last;
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof applyPolicyBatch>({ ...input, afterId, progress });
    }
  }
  return (progress = { ...progress, state: 'done' });

  async function nextPage(): Promise<BatchPage> {
    if (selection.kind === 'other_versions') {
      return activities.selectForPolicy({ policy, afterId, limit: PAGE_SIZE });
    }
    const rest = selection.ticketIds.slice(afterId === null ? 0 : selection.ticketIds.indexOf(afterId) + 1);
    return { ticketIds: rest.slice(0, PAGE_SIZE), remaining: rest.length };
  }

  async function moveThem(ticketIds: readonly string[]): Promise<PolicyMoveCounts> {
    try {
      return await activities.moveToPolicy({ jobId, policy, actorId, ticketIds });
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('tickets not moved to the policy', { jobId, cause: error.cause?.message });
      return { moved: 0, skipped: 0, failed: ticketIds.length };
    }
  }
}

function added(
  progress: PolicyMoveProgress,
  { moved, skipped, failed }: PolicyMoveCounts,
): PolicyMoveProgress {
  const done = progress.done + moved + skipped + failed;
  return {
    ...progress,
    // More tickets may have come under the policy since they were counted.
    total: Math.max(progress.total, done),
    done,
    moved: progress.moved + moved,
    skipped: progress.skipped + skipped,
    failed: progress.failed + failed,
  };
}
