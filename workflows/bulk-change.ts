import { setCurrentDetails, setHandler } from '@temporalio/workflow';
import { NOTHING_YET, type JobProgress } from '../src/domain/jobs.js';
import { activitiesOfThisQueue } from './activities.js';
import type { BulkChangeInput } from './contracts/bulk-change.js';
import { jobProgress } from './contracts/job-progress.js';

/**
 * Changes many tickets, some at a time.
 * The job has the remaining tickets and the results. A job is limited, and so are the steps of this workflow.
 */
export async function bulkChange({ jobId }: BulkChangeInput): Promise<JobProgress> {
  const activities = activitiesOfThisQueue();
  let progress = NOTHING_YET;
  setHandler(jobProgress, () => progress);
  while (progress.state === 'running') {
    progress = await activities.changeNextTickets({ jobId });
    const { done, total, changed, failed } = progress;
    setCurrentDetails(
      `${done} of ${total} tickets have had their turn: ${changed} changed, ${failed} refused.`,
    );
  }
  return progress;
}
