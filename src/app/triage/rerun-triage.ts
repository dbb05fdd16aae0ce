import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import { isFinal, OPEN_STATUSES } from '../../domain/tickets/ticket.js';
import type { RerunJob, TriageRerun } from '../../domain/triage/rerun.js';
import { findTicket } from '../tickets/change-ticket.js';
import { countedPage, type CountedPage } from '../tickets/counted-page.js';
import type { AppDeps } from '../deps.js';
import { namedTickets } from '../tickets/named-tickets.js';

/** The tickets of a re-run: by id or number, or all on fallback. */
export type RerunRequest = { readonly fallbackOnly: true } | { readonly references: readonly string[] };

export interface RerunOptions {
  /** Compares, and writes nothing. */
  readonly isDryRun?: boolean;
}

/**
 * Starts a batch of re-runs under the id that is chosen for it. Repeated with the same id it starts no second one.
 * @throws DomainError `forbidden`; `invalid_input` naming every unknown ticket; `unavailable` without Temporal.
 */
export async function startRerun(
  deps: Pick<AppDeps, 'gateway' | 'tickets'>,
  actor: Actor,
  request: RerunRequest,
  jobId: string,
  options: RerunOptions = {},
): Promise<RerunJob> {
  authorize(actor, 'triage.rerun');
  if ('fallbackOnly' in request) {
    return deps.gateway.startRerunJob(jobId, { kind: 'fallback_only' }, options);
  }
  const tickets = await namedTickets(deps, actor, request.references);
  const ticketIds = tickets.map(({ id }) => id);
  return deps.gateway.startRerunJob(jobId, { kind: 'tickets', ticketIds }, options);
}

/** Progress of a batch. @throws DomainError `forbidden`, `not_found`, `unavailable`. */
export async function readRerun(
  deps: Pick<AppDeps, 'gateway'>,
  actor: Actor,
  jobId: string,
): Promise<RerunJob> {
  authorize(actor, 'triage.rerun');
  const job = await deps.gateway.rerunJob(jobId);
  if (job === null) throw new DomainError('not_found', `There is no job ${jobId}.`);
  return job;
}

/** One ticket of a batch, run inside the ticket's own workflow. The same `requestId` runs once. */
export async function rerunOne(
  deps: Pick<AppDeps, 'gateway' | 'tickets'>,
  ticketId: string,
  requestId: string,
): Promise<TriageRerun> {
  const ticket = await findTicket(deps, ticketId);
  if (isFinal(ticket.status)) {
    throw new DomainError(
      'workflow_ended',
      `${ticket.number} is ${ticket.status}; so triage cannot run again.`,
    );
  }
  return deps.gateway.rerunTriage(ticket, requestId);
}

/** A page of the tickets that are on fallback triage and not over. */
export async function selectFallbackTickets(
  deps: Pick<AppDeps, 'tickets'>,
  afterId: string | null,
  limit: number,
): Promise<CountedPage> {
  return countedPage(deps, { triageState: ['fallback'], status: OPEN_STATUSES }, afterId, limit);
}
