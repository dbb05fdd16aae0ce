import type { Actor } from '../../../domain/access/actor.js';
import { bulkProgress, type BulkResult, type BulkTicket } from '../../../domain/tickets/bulk-change.js';
import { DomainError } from '../../../domain/errors.js';
import type { Job } from '../../../domain/jobs.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';

/** A job, and what became of its tickets so far, in the order in which they were named. */
export interface BulkReport {
  readonly job: Job;
  readonly results: readonly { readonly ticket: BulkTicket; readonly result: BulkResult }[];
}

/**
 * Reads the stored job, which needs no workflow.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function readBulkJob(
  deps: Pick<AppDeps, 'bulkJobs'>,
  actor: Actor,
  jobId: string,
): Promise<BulkReport> {
  authorize(actor, 'ticket.change_many');
  const [job, results] = await Promise.all([deps.bulkJobs.find(jobId), deps.bulkJobs.results(jobId)]);
  if (job === null) throw new DomainError('not_found', `There is no job ${jobId}.`);
  const byTicket = new Map(results.map((result) => [result.ticketId, result]));
  return {
    job: { id: jobId, ...bulkProgress(job, results) },
    results: job.tickets.flatMap((ticket) => {
      const result = byTicket.get(ticket.id);
      return result === undefined ? [] : [{ ticket, result }];
    }),
  };
}
