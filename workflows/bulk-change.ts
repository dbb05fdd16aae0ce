import { setCurrentDetails, setHandler } from '@temporalio/workflow';
import { NOTHING_YET, type JobProgress } from '../src/domain/jobs.js';
import { activitiesOfThisQueue } from './activities.js';
import type { BulkChangeInput } from './contracts/bulk-change.js';
import { jobProgress } from './contracts/job-progress.js';

/**
 * Bulk change of tickets, some at a time, until each has had its turn. Which are still to be changed,
 * and what became of the others, is kept with the job: a job has a bound, and so have the steps of this.
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
