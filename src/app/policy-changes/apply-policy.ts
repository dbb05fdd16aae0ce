import { actorOf, type Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import type {
  PolicyMoveCounts,
  PolicyMoveOrder,
  PolicySelection,
} from '../../domain/policy-changes/policy-job.js';
import { comparePromises, movePolicy } from '../../domain/sla/sla-policy-move.js';
import { versionRef, type SlaTarget } from '../../domain/sla/sla.js';
import { countsAsLoad, type Ticket } from '../../domain/tickets/ticket.js';
import type { PolicyMoveJob } from '../../ports/operations/workflow-gateway.js';
import { changeTicket, type ChangeDeps, type Decision } from '../tickets/change-ticket.js';
import { countedPage, type CountedPage } from '../tickets/counted-page.js';
import type { AppDeps } from '../deps.js';
import { newest } from '../revisions.js';
import { movableTickets, otherVersions, type PolicyTarget } from './movable-tickets.js';
import { termsOf } from '../sla/terms.js';

/**
 * Starts a job that moves open tickets to a version of a policy, under the id that is chosen for it. Repeated with the
 * same id it starts no second one.
 * @throws DomainError `forbidden`; `not_found` for the policy; `invalid_input` naming every unknown ticket; `unavailable`.
 */
export async function startPolicyMove(
  deps: Pick<AppDeps, 'gateway' | 'tickets' | 'policies'>,
  actor: Actor,
  target: PolicyTarget,
  jobId: string,
): Promise<PolicyMoveJob> {
  authorize(actor, 'sla.administer');
  const { content } = await newest(deps.policies, target.policy, target.version);
  const policy = versionRef(content);
  const selection: PolicySelection =
    target.references === undefined
      ? { kind: 'other_versions' }
      : {
          kind: 'tickets',
          ticketIds: (await movableTickets(deps, policy, target.references)).map(({ id }) => id),
        };
  return deps.gateway.startPolicyMove({ jobId, policy, selection, actorId: actor.id });
}

/** Progress of a job. @throws DomainError `forbidden`, `not_found`, `unavailable`. */
export async function readPolicyMove(
  deps: Pick<AppDeps, 'gateway'>,
  actor: Actor,
  jobId: string,
): Promise<PolicyMoveJob> {
  authorize(actor, 'sla.administer');
  const job = await deps.gateway.policyMove(jobId);
  if (job === null) throw new DomainError('not_found', `There is no job ${jobId}.`);
  return job;
}

/** A page of the open tickets that are on another version of the policy. */
export async function selectForPolicy(
  deps: Pick<AppDeps, 'tickets'>,
  policy: string,
  afterId: string | null,
  limit: number,
): Promise<CountedPage> {
  return countedPage(deps, otherVersions(policy), afterId, limit);
}

type MoveDeps = ChangeDeps & Pick<AppDeps, 'users' | 'logger'>;

/**
 * Moves some tickets of a job, each in its own transaction, in the name of the caller.
 * A repeat finds moved ones. Failures are counted and do not stop the job.
 * @throws DomainError `forbidden` once the caller lacks the permission.
 */
export async function moveToPolicy(
  deps: MoveDeps,
  order: Pick<PolicyMoveOrder, 'jobId' | 'policy' | 'actorId'>,
  ticketIds: readonly string[],
): Promise<PolicyMoveCounts> {
  const actor = await orderer(deps, order.actorId);
  const counts = { moved: 0, skipped: 0, failed: 0 };
  for (const reference of ticketIds) counts[await moveOne(deps, actor, order, reference)] += 1;
  return counts;
}

async function moveOne(
  deps: MoveDeps,
  actor: Actor,
  { jobId, policy }: Pick<PolicyMoveOrder, 'jobId' | 'policy'>,
  reference: string,
): Promise<keyof PolicyMoveCounts> {
  try {
    const after = await changeTicket(deps, { reference, actor, origin: 'api' }, (ticket, now) =>
      moved(deps, ticket, policy, jobId, now),
    );
    return after.sla.policy === policy ? 'moved' : 'skipped';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'not_found') return 'skipped';
    // A calendar that ends too soon for this one ticket. All else may be over in a moment, and is tried again.
    if (error.code !== 'invalid_input') throw error;
    deps.logger.warn({ err: error, ticketId: reference, jobId }, 'ticket not moved to the policy');
    return 'failed';
  }
}

async function moved(
  deps: Pick<AppDeps, 'policies' | 'calendars'>,
  ticket: Ticket,
  policy: string,
  jobId: string,
  now: Date,
): Promise<Decision | null> {
  if (ticket.sla.policy === policy || !countsAsLoad(ticket.status)) return null;
  const [from, to] = await Promise.all([termsOf(deps, ticket.sla.policy), termsOf(deps, policy)]);
  const sla = movePolicy(from, to, ticket, now);
  const promises = comparePromises(ticket.sla, sla, now);
  const dueAt = (target: SlaTarget) => {
    const { dueAt: due } = promises[target];
    return due === null ? null : { from: due.from.toISOString(), to: due.to.toISOString() };
  };
  return {
    after: { ...ticket, sla },
    type: 'sla.policy_changed',
    details: {
      policy: { from: ticket.sla.policy, to: policy },
      first_response_due_at: dueAt('firstResponse'),
      ...(promises.nextResponse.dueAt && { next_response_due_at: dueAt('nextResponse') }),
      resolution_due_at: dueAt('resolution'),
      job_id: jobId,
    },
    isInternal: true,
  };
}

/** Returns the caller of the job. @throws DomainError `forbidden` if they have lost the permission. */
async function orderer({ users }: Pick<AppDeps, 'users'>, id: string): Promise<Actor> {
  const user = await users.find(id);
  if (user?.isActive !== true)
    throw new DomainError('forbidden', 'The account that started this job is no longer active.');
  const actor = actorOf(user);
  authorize(actor, 'sla.administer');
  return actor;
}
