import type { Actor } from '../../../domain/access/actor.js';
import {
  bulkProgress,
  bulkResult,
  type BulkJob,
  type BulkTicket,
} from '../../../domain/tickets/bulk-change.js';
import { DomainError } from '../../../domain/errors.js';
import type { JobProgress } from '../../../domain/jobs.js';
import { authorize } from '../../../domain/access/permissions.js';
import { stillSignedIn } from '../../accounts/authenticate.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { bulkSteps } from './bulk-steps.js';

type Deps = ChangeDeps &
  Pick<AppDeps, 'bulkJobs' | 'customFields' | 'users' | 'sessions' | 'apiKeys' | 'logger'>;

/** Tickets changed in one go: a second's work. */
const BATCH = 25;

/**
 * Changes the next tickets of a job and returns its progress.
 * Each is changed as by its own call, for the caller, with their current permissions. The result is written in the
 * transaction of the change, so each ticket is processed once, for any number of parallel runs. A refusal stops no
 * other ticket.
 * @throws DomainError `not_found` for the job; `unavailable`, and finished tickets stay changed.
 */
export async function changeNextTickets(
  deps: Deps,
  jobId: string,
  signal?: AbortSignal,
): Promise<JobProgress> {
  const job = await deps.bulkJobs.find(jobId);
  if (job === null) throw new DomainError('not_found', `There is no job ${jobId}.`);
  const had = new Set((await deps.bulkJobs.results(jobId)).map(({ ticketId }) => ticketId));
  for (const ticket of job.tickets.filter(({ id }) => !had.has(id)).slice(0, BATCH)) {
    if (signal?.aborted === true) break;
    await giveTurn(deps, job, ticket);
  }
  return bulkProgress(job, await deps.bulkJobs.results(jobId));
}

/** If another run was faster, its result stays and this one is dropped. */
async function giveTurn(deps: Deps, job: BulkJob, ticket: BulkTicket): Promise<void> {
  try {
    const isChanged = await changeOne(deps, job, ticket);
    if (!isChanged) await deps.bulkJobs.record(bulkResult(job, ticket.id, 'unchanged'));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === 'unavailable') throw error;
    if (refusal.code === 'internal_error') {
      deps.logger.error(
        { err: error, job: job.id, ticket: ticket.number },
        'bulk job failed to change a ticket',
      );
    }
    await deps.bulkJobs.record(bulkResult(job, ticket.id, 'refused', refusal));
  }
}

async function changeOne(deps: Deps, job: BulkJob, { id, expectedVersion }: BulkTicket): Promise<boolean> {
  const actor = await onBehalfOf(deps, job);
  let isChanged = false;
  const request = {
    reference: id,
    actor,
    origin: 'api',
    ...(expectedVersion === null ? {} : { expectedVersion }),
  } as const;
  await changeTicket(deps, request, async (ticket, now) => {
    const decision = await bulkSteps(deps, actor, job, ticket, now);
    isChanged = decision !== null;
    return decision === null ? null : { ...decision, bulkResult: bulkResult(job, id, 'changed') };
  });
  return isChanged;
}

/**
 * Returns the person who started the job, with current data.
 * @throws DomainError `forbidden`
 */
async function onBehalfOf(deps: Deps, { requester }: BulkJob): Promise<Actor> {
  const actor = await stillSignedIn(deps, requester);
  authorize(actor, 'ticket.change_many');
  return actor;
}

function refusalOf(error: unknown) {
  if (error instanceof DomainError) return { code: error.code, detail: error.message };
  return { code: 'internal_error', detail: 'Internal error. The server log has the details.' } as const;
}
