import type { Actor } from '../../domain/access/actor.js';
import { latest } from '../../domain/time.js';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../domain/errors.js';
import type { EventOrigin } from '../../domain/tickets/events.js';
import { can } from '../../domain/access/permissions.js';
import { keepClock, movesClock } from '../../domain/sla/sla-clock.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { withWeights } from './assignment/weigh.js';
import { commitShown, type SourceMail } from './shown/commit-shown.js';
import type { ShownDeps } from './shown/ended-secrets.js';
import { withChosenPolicy } from '../sla/choose-policy.js';
import { termsOf } from '../sla/terms.js';
import { toChanges, type Decision } from './ticket-change.js';

export type { Decision };

interface ChangeRequest {
  /** Id or number. */
  readonly reference: string;
  readonly actor: Actor;
  readonly origin: EventOrigin;
  /** The version that the caller has seen; a ticket that has moved on since is not changed. */
  readonly expectedVersion?: number | undefined;
  /** The ticket, if the caller has just read it. The first attempt uses it. */
  readonly preloaded?: Ticket;
  /** The mail that it is made from. */
  readonly mail?: SourceMail | undefined;
}

export type ChangeDeps = ShownDeps &
  Pick<AppDeps, 'organisations' | 'policies' | 'calendars' | 'settings' | 'clock' | 'newId'>;

/** Maximum optimistic-locking retries without an expected version. */
const MAX_ATTEMPTS = 8;

/**
 * On a busy machine, a faster change may be readable a moment after its commit, so an immediate retry would lose
 * again. Maximum pause before the second attempt, doubled before each further one: 1.3 s in total.
 */
const FIRST_PAUSE_MS = 10;

/**
 * The only way to change a ticket:
 * read, let the rule decide, write with a version check, and decide again after a lost race. `decide` returns null if
 * there is nothing to do.
 * @throws DomainError `not_found` also for a ticket that the actor may not see; `version_conflict` if
 *   `expectedVersion` is given and stale; what `decide` throws.
 */
export async function changeTicket(
  deps: ChangeDeps,
  request: ChangeRequest,
  decide: (ticket: Ticket, now: Date) => Promise<Decision | null> | Decision | null,
): Promise<Ticket> {
  for (let attempt = 1; ; attempt += 1) {
    const isFresh = attempt === 1 && request.preloaded !== undefined;
    const before = isFresh ? request.preloaded : await findTicket(deps, request.reference);
    // First, because a stale version must not reveal another person's ticket.
    if (!can(request.actor, 'ticket.read', before)) throw ticketNotFound(request.reference);
    if (request.expectedVersion !== undefined) requireVersion(before, request.expectedVersion);
    // Time on a ticket never runs backwards. If the clock of another process is ahead, this change gets the same
    // instant as the last one. Otherwise an SLA clock would count time twice.
    const now = latest(deps.clock.now(), before.updatedAt);
    const decision = await decide(before, now);
    if (decision === null) return before;
    const timed = await withClocks(deps, before, decision, now);
    const kept = await withWeights(deps, before, timed);
    const changes = toChanges(deps.newId, request, before, kept, now);
    try {
      await commitShown(deps, changes, request.mail);
      return changes[0].after;
    } catch (error) {
      const mayTryAgain = attempt < MAX_ATTEMPTS && isLostRace(error);
      if (!mayTryAgain) throw error;
      await delay(Math.random() * FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

/** As {@link changeTicket}, for jobs over many tickets: a deleted ticket is skipped. */
export async function changeUnlessDeleted(...args: Parameters<typeof changeTicket>): Promise<void> {
  try {
    await changeTicket(...args);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
  }
}

/**
 * Returns the decision with updated SLA clocks of all tickets.
 * Only this function updates clocks, for every change. A new ticket starts with its clock.
 */
async function withClocks(
  deps: ChangeDeps,
  before: Ticket | null,
  decision: Decision,
  now: Date,
): Promise<Decision> {
  const others = await Promise.all(
    (decision.others ?? []).map(async (other) => ({
      ...other,
      decision: await withClocks(deps, other.before, other.decision, now),
    })),
  );
  const after = before === null ? decision.after : await withClock(deps, before, decision, now);
  return { ...decision, after, others };
}

/** Each step updates the clock: a ticket that is closed through `resolved` has met its target. */
async function withClock(deps: ChangeDeps, before: Ticket, decision: Decision, now: Date): Promise<Ticket> {
  let here = before;
  let { sla } = decision.after;
  for (const { after } of [...(decision.earlier ?? []), decision]) {
    const next = { ...after, sla };
    if (movesClock(here, next)) sla = keepClock(await termsOf(deps, sla.policy), here, next, now);
    here = after;
  }
  const after = { ...decision.after, sla };
  return { ...after, sla: await withChosenPolicy(deps, before, after, now) };
}

/** @throws DomainError `not_found` */
export async function findTicket(deps: Pick<AppDeps, 'tickets'>, reference: string): Promise<Ticket> {
  const ticket = await deps.tickets.find(reference);
  if (ticket === null) throw ticketNotFound(reference);
  return ticket;
}

export function ticketNotFound(reference: string): DomainError {
  return new DomainError('not_found', `There is no ticket ${reference}.`);
}

/**
 * A full capacity is only found in the transaction.
 * The next attempt reads the loads again and picks another moderator. It also tells a stale `expectedVersion` from a
 * race about another ticket of the same change.
 */
function isLostRace(error: unknown): boolean {
  return (
    error instanceof DomainError && (error.code === 'capacity_reached' || error.code === 'version_conflict')
  );
}

/** @throws DomainError `version_conflict` for a ticket at another version. */
export function requireVersion(ticket: Ticket, expected: number): void {
  if (ticket.version === expected) return;
  throw new DomainError(
    'version_conflict',
    `${ticket.number} is at version ${ticket.version}, not ${expected}. Read it again and repeat your change.`,
  );
}
