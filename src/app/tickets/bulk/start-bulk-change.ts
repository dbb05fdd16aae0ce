import type { TicketFilter } from '../../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../../domain/access/actor.js';
import { addDays } from '../../../domain/time.js';
import {
  BULK_JOB_DAYS,
  bulkProgress,
  type BulkChange,
  type BulkJob,
  type BulkTicket,
} from '../../../domain/tickets/bulk-change.js';
import { DomainError } from '../../../domain/errors.js';
import type { Job } from '../../../domain/jobs.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { SignedIn } from '../../accounts/authenticate.js';
import { activeModerator } from '../assignment/assign-ticket.js';
import type { AppDeps } from '../../deps.js';
import { requireChoices } from '../../desk/check-choices.js';
import type { DeskDeps } from '../../desk/deps.js';
import { namedTickets } from '../named-tickets.js';
import { matchingTickets } from './matching-tickets.js';

type Deps = DeskDeps & Pick<AppDeps, 'bulkJobs' | 'tickets' | 'users' | 'customFields' | 'gateway' | 'clock'>;

/** The tickets, by id or number or by a filter, and the versions that the caller has seen. */
export interface BulkRequest {
  readonly references: readonly string[];
  /** Null if the tickets are listed. */
  readonly filter: TicketFilter | null;
  readonly versions: ReadonlyMap<string, number>;
  readonly change: BulkChange;
}

/**
 * Begins to change many tickets, under the id that is chosen for the job: it is written down first, with the tickets that
 * are meant, then its workflow is started. Repeated with the same id it begins no second one, and means no other tickets.
 * @throws DomainError `forbidden`; `invalid_input` naming every unknown ticket, a version of one that is not named, a filter
 *   that matches too many, a choice that is not in its list, and an assignee who is no active moderator; `unavailable` without Temporal.
 */
export async function startBulkChange(
  deps: Deps,
  actor: SignedIn,
  request: BulkRequest,
  jobId: string,
): Promise<Job> {
  authorize(actor, 'ticket.change_many');
  const job =
    (await deps.bulkJobs.find(jobId)) ??
    (await deps.bulkJobs.addIfMissing(await newJob(deps, actor, request, jobId)));
  await deps.gateway.startBulkJob(jobId);
  return { id: jobId, ...bulkProgress(job, []) };
}

async function newJob(deps: Deps, actor: SignedIn, request: BulkRequest, id: string): Promise<BulkJob> {
  return {
    id,
    requester: { id: actor.id, sessionId: actor.sessionId, apiKeyId: actor.apiKeyId },
    change: request.change,
    tickets: await meantTickets(deps, actor, request),
    expiresAt: addDays(deps.clock.now(), BULK_JOB_DAYS),
  };
}

/** Returns the tickets of a request, once its change was checked. @throws DomainError `invalid_input` as {@link startBulkChange}. */
export async function meantTickets(
  deps: DeskDeps & Pick<AppDeps, 'tickets' | 'users' | 'customFields'>,
  actor: Actor,
  { references, filter, versions, change }: BulkRequest,
): Promise<readonly BulkTicket[]> {
  requireNamed(references, versions);
  await requireChoices(deps, { ...change, holdReason: change.hold?.reason }, { prefix: 'change.' });
  const tickets = await (filter === null
    ? namedTickets(deps, actor, references)
    : matchingTickets(deps, actor, filter));
  if (typeof change.assigneeId === 'string')
    await activeModerator(deps, change.assigneeId, 'change.assignee_id');
  return tickets.map((ticket) => ({
    id: ticket.id,
    number: ticket.number,
    expectedVersion: versions.get(ticket.id) ?? versions.get(ticket.number) ?? null,
  }));
}

function requireNamed(references: readonly string[], versions: ReadonlyMap<string, number>): void {
  const named = new Set(references);
  const faults = [...versions.keys()]
    .filter((reference) => !named.has(reference))
    .map((reference) => ({ path: `versions.${reference}`, message: 'is not one of the ticket_ids' }));
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'Some versions name a ticket that the request does not name.', {
      faults,
    });
  }
}
