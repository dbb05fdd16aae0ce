import type { TicketFindings } from '../../../domain/sweep-report.js';
import { DomainError } from '../../../domain/errors.js';
import { add, EMPTY_TALLY, verdict, type Lifecycle } from '../../../domain/operations/sweep.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { termsFor } from '../../sla/terms.js';
import { presenceOfAssignee } from '../../sla/working-hours.js';

type Deps = Pick<
  AppDeps,
  'tickets' | 'users' | 'teams' | 'policies' | 'calendars' | 'lifecycles' | 'sweeps' | 'clock' | 'logger'
>;

interface SweepRequest {
  readonly sweepId: string;
  /** The account that requested it; null for a scheduled sweep. */
  readonly requestedBy: string | null;
}

/** The progress, from which a new attempt continues. */
export interface RepairProgress {
  /** The id of the last ticket that was looked at. */
  readonly afterId: string;
  readonly findings: TicketFindings;
}

interface Course {
  /** The progress of the previous attempt. */
  readonly from: RepairProgress | null;
  readonly note: (progress: RepairProgress) => void;
  readonly signal: AbortSignal;
}

const PAGE_SIZE = 100;
const NOTHING_YET: TicketFindings = {
  checked: 0,
  repaired: EMPTY_TALLY,
  stuck: EMPTY_TALLY,
  failed: EMPTY_TALLY,
};

/**
 * Checks all open tickets by id, and starts missing or ended workflows, one after the other, because a Temporal that
 * has just restarted is busy. Then it corrects the loads of assignees. Idempotent: a repeat finds them running.
 * @throws DomainError `unavailable` while Temporal or the database cannot be reached.
 */
export async function repairTickets(
  deps: Deps,
  request: SweepRequest,
  { from, note, signal }: Course,
): Promise<TicketFindings> {
  const { sweepId: id, requestedBy } = request;
  await deps.sweeps.begin({ id, requestedBy, startedAt: deps.clock.now() });
  let { afterId, findings } = from ?? { afterId: null, findings: NOTHING_YET };
  for (;;) {
    signal.throwIfAborted();
    const page = await deps.tickets.walkOpen(PAGE_SIZE, afterId);
    const last = page.at(-1);
    if (last === undefined) return { ...findings, correctedLoads: await correctLoads(deps, request) };
    const running = await deps.lifecycles.running(page.map(({ number }) => number));
    await noteStarted(deps, page, running);
    for (const ticket of page) {
      const outcome = await outcomeOf(deps, request, ticket, running.has(ticket.number));
      findings = { ...findings, checked: findings.checked + 1 };
      if (outcome !== 'sound') findings = { ...findings, [outcome]: add(findings[outcome], ticket.number) };
    }
    afterId = last.id;
    note({ afterId, findings });
  }
}

/** Too high a load keeps tickets from a moderator, too low a one overloads them. Nothing else would notice it. */
async function correctLoads({ users, logger }: Deps, { sweepId }: SweepRequest): Promise<number> {
  const repairs = await users.repairLoads();
  for (const { id, from, to } of repairs) {
    logger.warn({ account: id, sweep: sweepId, from, to }, 'load corrected');
  }
  return repairs.length;
}

/** A process may have died between starting a workflow and recording it. */
async function noteStarted(
  { tickets, clock }: Deps,
  page: readonly Ticket[],
  running: ReadonlySet<string>,
): Promise<void> {
  const unnoted = page.filter((ticket) => ticket.workflowStartedAt === null && running.has(ticket.number));
  if (unnoted.length === 0) return;
  await tickets.recordWorkflowStarted(
    unnoted.map(({ id }) => id),
    clock.now(),
  );
}

/** One ticket that cannot be checked must not block the others. */
async function outcomeOf(
  deps: Deps,
  request: SweepRequest,
  ticket: Ticket,
  isRunning: boolean,
): Promise<'sound' | 'repaired' | 'stuck' | 'failed'> {
  try {
    return await repair(deps, request, ticket, isRunning);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unavailable') throw error;
    deps.logger.error({ err: error, ticket: ticket.number, sweep: request.sweepId }, 'ticket check failed');
    return 'failed';
  }
}

/** `isListed`: the index has a workflow that runs. One that was restored from a backup may name some that are not there. */
async function repair(
  deps: Deps,
  request: SweepRequest,
  ticket: Ticket,
  isListed: boolean,
): Promise<'sound' | 'repaired' | 'stuck'> {
  const { sweepId, requestedBy } = request;
  const { number } = ticket;
  const lifecycle: Lifecycle = isListed ? { state: 'running' } : await deps.lifecycles.find(number);
  const plan = {
    terms: await termsFor(deps, ticket),
    assignee: await presenceOfAssignee(deps, ticket),
  };
  const judged = verdict(ticket, lifecycle, plan, deps.clock.now(), requestedBy !== null);
  switch (judged) {
    case 'sound':
      return 'sound';
    case 'stuck':
      if (lifecycle.state === 'running' && !(await deps.lifecycles.wake(number, sweepId)) && isListed) {
        return repair(deps, request, ticket, false);
      }
      deps.logger.warn({ ticket: number, sweep: sweepId, workflow: lifecycle.state }, 'ticket stuck');
      return 'stuck';
    case 'restart': {
      const isStarted = await restart(deps, sweepId, ticket.id);
      if (isStarted) {
        deps.logger.warn({ ticket: number, sweep: sweepId, was: lifecycle.state }, 'workflow restarted');
      }
      return isStarted ? 'repaired' : 'sound';
    }
  }
}

/** Reads the ticket again: its workflow may have ended because it was just closed. */
async function restart(deps: Deps, sweepId: string, ticketId: string): Promise<boolean> {
  const ticket = await deps.tickets.find(ticketId);
  if (ticket === null || isFinal(ticket.status)) return false;
  const isStarted = await deps.lifecycles.restart(ticket, sweepId);
  await deps.tickets.recordWorkflowStarted([ticket.id], deps.clock.now());
  return isStarted;
}
