import { atPace, countUntil } from './sla-count.js';
import { unrecordedBreaches } from './sla-due.js';
import {
  eachMilestone,
  hasBreached,
  isBreachedAt,
  milestoneOf,
  paceOf,
  schedule,
  targetOf,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';
import { withStarted } from './sla-response.js';
import { drop, firstStart } from './sla-retarget.js';
import { allowedMinutes, inForce } from './sla-terms.js';
import { stateIn, targetsFor, versionRef, type SlaSubject, type SlaTarget, type SlaTerms } from './sla.js';

/* The clock of an open ticket that moves to another policy, or to another version of its own. */

/**
 * Returns the clock under other terms from `at`.
 * The used time is counted by the old calendar and stays used. The rest of the new targets counts by the new
 * calendar. A missed target stays missed, and its escalation continues with the steps of the new policy, without
 * repeating completed ones. A target that is no longer due stays as it is. One that
 * the new policy adds counts from `at`, and one that it lacks is dropped.
 * @throws DomainError `invalid_input` if the new calendar has too little working time for the targets.
 */
export function movePolicy(
  before: SlaTerms,
  after: SlaTerms,
  { sla, ...subject }: SlaSubject & { readonly sla: SlaClock },
  at: Date,
): SlaClock {
  const [from, to] = [inForce(before, subject), inForce(after, subject)];
  if (stateIn(to.policy, subject) === 'stopped') return { ...sla, policy: versionRef(to.policy) };
  const targets = targetsFor(to.policy, subject);
  const counting = atPace(to.policy, countUntil(from, sla, at), subject, at);
  const moved = { ...counting, policy: versionRef(to.policy) };
  const kept = eachMilestone(moved, (promise, target) => {
    if (promise.ongoing === null) return promise;
    const pace = paceOf(moved, target);
    const wasMissed = isBreachedAt(paceOf(sla, target), milestoneOf(sla, target), at) || hasBreached(promise);
    const minutes = allowedMinutes(to, targets, target, firstStart(promise.ongoing, promise));
    if (minutes === null) return drop(promise, wasMissed, at);
    if (wasMissed) return schedule(to, pace, promise, true);
    // The target of the old policy cannot return.
    const { raisedFrom: _, ...cycle } = promise.ongoing;
    const ongoing = { ...cycle, ...targetOf(minutes, cycle.workedMs) };
    return schedule(to, pace, { ...promise, ongoing }, false);
  });
  return withStarted(to, kept, { ...subject }, at);
}

/** The effect of a move on one target. */
export interface PromiseMove {
  /**
   * The due times before and after, as if the clock were running; null for a target that is no longer due.
   */
  readonly dueAt: { readonly from: Date; readonly to: Date } | null;
  /** True if the move itself breaches the target: more time is used than the new target allows. */
  readonly breachesAtOnce: boolean;
}

/** Returns the effect of a move at `at` on each target, for the clocks before and after it. */
export function comparePromises(
  before: SlaClock,
  after: SlaClock,
  at: Date,
): Readonly<Record<SlaTarget, PromiseMove>> {
  const wasBroken = unrecordedBreaches(before, at);
  const isBroken = unrecordedBreaches(after, at);
  const compare = (target: SlaTarget): PromiseMove => ({
    dueAt: dueChange(milestoneOf(before, target), milestoneOf(after, target)),
    breachesAtOnce: isBroken.includes(target) && !wasBroken.includes(target),
  });
  return {
    firstResponse: compare('firstResponse'),
    nextResponse: compare('nextResponse'),
    resolution: compare('resolution'),
  };
}

/** Null also for a target that the ticket has on one side only. */
function dueChange(before: SlaMilestone, after: SlaMilestone): PromiseMove['dueAt'] {
  return before.ongoing === null || after.ongoing === null ? null : { from: before.dueAt, to: after.dueAt };
}
