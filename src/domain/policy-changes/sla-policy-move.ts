import { atPace, counted } from '../sla/sla-count.js';
import { unrecordedBreaches } from '../sla/sla-due.js';
import {
  eachMilestone,
  hasBreached,
  isBreachedAt,
  paceOf,
  scheduled,
  targetOf,
  type SlaClock,
} from '../sla/sla-milestone.js';
import {
  stateIn,
  targetsFor,
  versionRef,
  type SlaSubject,
  type SlaTarget,
  type SlaTerms,
} from '../sla/sla.js';

/* What becomes of the clock of an open ticket that is moved to another policy, or to another version of its own. */

/**
 * The clock under other terms from `at` on. The time used is counted by the old calendar, and stays used; what is left
 * of the new targets counts by the new one. What was missed stays missed, and its escalation goes on with the new
 * policy's steps, those that are done not counted again. A promise that is over stays as it is.
 * @throws DomainError `invalid_input` when the new calendar has not enough working time for the targets.
 */
export function movePolicy(
  from: SlaTerms,
  to: SlaTerms,
  { sla, ...subject }: SlaSubject & { readonly sla: SlaClock },
  at: Date,
): SlaClock {
  if (stateIn(to.policy, subject.status) === 'stopped') return { ...sla, policy: versionRef(to.policy) };
  const targets = targetsFor(to.policy, subject);
  const counting = atPace(to.policy, counted(from, sla, at), subject.status, at);
  const moved = { ...counting, policy: versionRef(to.policy) };
  return eachMilestone(moved, (promise, target) => {
    if (promise.ongoing === null) return promise;
    const pace = paceOf(moved, target);
    const wasMissed = isBreachedAt(paceOf(sla, target), sla[target], at) || hasBreached(promise);
    if (wasMissed) return scheduled(to, pace, promise, true);
    // Nobody goes back to a target of the old policy.
    const { raisedFrom: _, ...cycle } = promise.ongoing;
    const ongoing = { ...cycle, ...targetOf(targets[`${target}Minutes`], cycle.workedMs) };
    return scheduled(to, pace, { ...promise, ongoing }, false);
  });
}

/** What a move means for one promise. */
export interface PromiseMove {
  /** When it is due, or would be had the clock gone on, before and after; null for a promise that is over. */
  readonly dueAt: { readonly from: Date; readonly to: Date } | null;
  /** True when the promise is broken by the move itself: more time is used already than the new target allows. */
  readonly breachesAtOnce: boolean;
}

/** What a move at `at` means for each promise, `before` and `after` being the clock before and after it. */
export function comparePromises(
  before: SlaClock,
  after: SlaClock,
  at: Date,
): Readonly<Record<SlaTarget, PromiseMove>> {
  const wasBroken = unrecordedBreaches(before, at);
  const isBroken = unrecordedBreaches(after, at);
  const compare = (target: SlaTarget): PromiseMove => ({
    dueAt: after[target].ongoing === null ? null : { from: before[target].dueAt, to: after[target].dueAt },
    breachesAtOnce: isBroken.includes(target) && !wasBroken.includes(target),
  });
  return { firstResponse: compare('firstResponse'), resolution: compare('resolution') };
}
