import { BULK_JOB_DAYS, bulkProgress, type BulkChange, type BulkJob } from '../../domain/bulk-change.js';
import { DomainError } from '../../domain/errors.js';
import type { Job } from '../../domain/jobs.js';
import { authorize } from '../../domain/permissions.js';
import type { Actor } from '../../domain/user.js';
import { activeModerator } from '../assign-ticket.js';
import type { AppDeps } from '../deps.js';
import { namedTickets } from '../named-tickets.js';

type Deps = Pick<AppDeps, 'bulkJobs' | 'tickets' | 'users' | 'gateway' | 'clock'>;

/** Which tickets, by id or number; and, by the same name, which versions of them the caller has seen. */
export interface BulkRequest {
  readonly references: readonly string[];
  readonly versions: ReadonlyMap<string, number>;
  readonly change: BulkChange;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Begins to change many tickets, under the id that is chosen for the job: it is written down first, then its workflow is
 * started. Repeated with the same id it begins no second one.
 * @throws DomainError `forbidden`; `invalid_input` naming every unknown ticket, a version of one that is not named, and an
 *   assignee who is no active moderator; `unavailable` without Temporal.
 */
export async function startBulkChange(
  deps: Deps,
  actor: Extract<Actor, { readonly type: 'user' }>,
  { references, versions, change }: BulkRequest,
  jobId: string,
): Promise<Job> {
  authorize(actor, 'ticket.change_many');
  requireNamed(references, versions);
  const tickets = await namedTickets(deps, actor, references);
  if (typeof change.assigneeId === 'string')
    await activeModerator(deps, change.assigneeId, 'change.assignee_id');
  const job: BulkJob = {
    id: jobId,
    requester: { id: actor.id, scopes: actor.scopes ?? null },
    change,
    tickets: tickets.map(({ id, number }) => ({
      id,
      number,
      expectedVersion: versions.get(id) ?? versions.get(number) ?? null,
    })),
    expiresAt: new Date(deps.clock.now().getTime() + BULK_JOB_DAYS * DAY_MS),
  };
  await deps.bulkJobs.addIfMissing(job);
  await deps.gateway.startBulkJob(jobId);
  return { id: jobId, ...bulkProgress(job, []) };
}

function requireNamed(references: readonly string[], versions: ReadonlyMap<string, number>): void {
  const named = new Set(references);
  const faults = [...versions.keys()]
    .filter((reference) => !named.has(reference))
    .map((reference) => ({ path: `versions.${reference}`, message: 'is none of the ticket_ids' }));
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'Some of the versions are of no ticket here.', { faults });
  }
}
