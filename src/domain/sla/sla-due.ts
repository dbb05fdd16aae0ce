import { SLA_TARGETS, warningShares, type EscalationStep, type SlaTarget, type SlaTerms } from './sla.js';
import {
  hasBreached,
  isBreachedAt,
  milestoneOf,
  warningsOf,
  paceOf,
  schedule,
  type CompletedCycle,
  type SlaClock,
  type SlaMilestone,
} from './sla-milestone.js';

/* Due actions of an SLA clock, and their records: warnings, breaches and escalation steps. */

/** Returns the targets with a due warning at `at`, except breached ones. */
export function newWarnings(clock: SlaClock, at: Date): readonly SlaTarget[] {
  return runningTargets(clock).filter((target) => {
    const { warnAt } = milestoneOf(clock, target);
    return (
      warnAt !== null && warnAt <= at && !isBreachedAt(paceOf(clock, target), milestoneOf(clock, target), at)
    );
  });
}

/** Records the warning. Of several that are due at `at`, as after an outage, one is given for all. */
export function recordWarning(terms: SlaTerms, clock: SlaClock, target: SlaTarget, at: Date): SlaClock {
  const hasSeveral = warningShares(terms.policy).length > 1;
  const pace = paceOf(clock, target);
  let promise = milestoneOf(clock, target);
  do {
    if (promise.ongoing === null) return clock;
    const warned = hasSeveral ? { warned: warningsOf(promise.ongoing) + 1 } : {};
    const ongoing = { ...promise.ongoing, isWarned: true, ...warned };
    // Only the warning: nothing else of the target changes.
    const { warnAt } = schedule(terms, pace, { ...promise, ongoing }, false);
    promise = { ...promise, ongoing, warnAt };
  } while (promise.warnAt !== null && promise.warnAt <= at);
  return { ...clock, [target]: promise };
}

/** Returns the share of the last warning that was given; null for none. */
export function warnedShare({ policy }: SlaTerms, clock: SlaClock, target: SlaTarget): number | null {
  const { ongoing } = milestoneOf(clock, target);
  return ongoing === null ? null : (warningShares(policy)[warningsOf(ongoing) - 1] ?? null);
}

/** Returns the targets that are breached at `at` but not recorded yet, also if they were met too late. */
export function unrecordedBreaches(clock: SlaClock, at: Date): readonly SlaTarget[] {
  if (clock.state === 'none') return [];
  return SLA_TARGETS.filter((target) => {
    const promise = milestoneOf(clock, target);
    if (unrecordedCycle(promise) !== undefined) return true;
    if (promise.breachedAt !== null) return false;
    return hasBreached(promise) || isBreachedAt(paceOf(clock, target), promise, at);
  });
}

/** Returns the due time of a breached target, also in a completed cycle. */
export function breachedDueAt(promise: SlaMilestone): Date {
  const cycle =
    promise.isRepeating === true
      ? unrecordedCycle(promise)
      : promise.completed.find(({ breached }) => breached);
  return cycle?.dueAt ?? promise.dueAt;
}

/** An earlier next response whose breach was not recorded while it was due. */
function unrecordedCycle({ isRepeating, completed }: SlaMilestone): CompletedCycle | undefined {
  return isRepeating === true
    ? completed.find(({ breached, isRecorded }) => breached && isRecorded !== true)
    : undefined;
}

/** Writes the breach down, and sets the instant of the first escalation step. */
export function recordBreach(terms: SlaTerms, clock: SlaClock, target: SlaTarget, at: Date): SlaClock {
  const before = milestoneOf(clock, target);
  const late = unrecordedCycle(before);
  if (late !== undefined) {
    const completed = before.completed.map((each) =>
      each === late ? ({ ...each, isRecorded: true } as const) : each,
    );
    return { ...clock, [target]: { ...before, completed } };
  }
  const promise = { ...before, breachedAt: at };
  return { ...clock, [target]: schedule(terms, paceOf(clock, target), promise, true) };
}

/** An escalation step that is due. */
export interface DueStep {
  readonly target: SlaTarget;
  /** Its place in the policy, from 0. */
  readonly index: number;
  readonly step: EscalationStep;
  readonly dueAt: Date;
}

/** Returns the next escalation step that is due at `at`; null for none. */
export function nextDueStep({ policy }: SlaTerms, clock: SlaClock, at: Date): DueStep | null {
  const due = runningTargets(clock).flatMap((target) => {
    const { escalateAt, stepsDone } = milestoneOf(clock, target);
    const step = policy.escalation[stepsDone];
    return escalateAt === null || escalateAt > at || step === undefined
      ? []
      : [{ target, index: stepsDone, step, dueAt: escalateAt }];
  });
  return due[0] ?? null;
}

/** Records the step, and schedules the next one. */
export function recordStep(terms: SlaTerms, clock: SlaClock, target: SlaTarget): SlaClock {
  const promise = { ...milestoneOf(clock, target), stepsDone: milestoneOf(clock, target).stepsDone + 1 };
  // The due time stays. Before a breach, so does a warning.
  const warnAt = promise.breachedAt === null ? promise.warnAt : null;
  return { ...clock, [target]: { ...schedule(terms, paceOf(clock, target), promise, true), warnAt } };
}

/** Returns when the clock next needs an action; null for never. */
export function nextDueAt(clock: SlaClock): Date | null {
  const instants = runningTargets(clock)
    .map((target) => milestoneOf(clock, target))
    .filter(({ ongoing }) => ongoing !== null)
    .flatMap(({ dueAt, breachedAt, warnAt, escalateAt }) => [
      breachedAt === null ? dueAt : null,
      warnAt,
      escalateAt,
    ])
    .filter((instant) => instant !== null);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

/** Returns the targets whose time counts. */
function runningTargets(clock: SlaClock): readonly SlaTarget[] {
  return SLA_TARGETS.filter((target) => paceOf(clock, target).state === 'running');
}

/**
 * Returns the clock after all actions due before `until` were recorded on time:
 * warnings, breaches, steps.
 */
export function workOff(terms: SlaTerms, clock: SlaClock, until: Date): SlaClock {
  let worked = clock;
  for (let at = nextDueAt(worked); at !== null && at < until; at = nextDueAt(worked)) {
    worked = workedOff(terms, worked, at);
  }
  return worked;
}

function workedOff(terms: SlaTerms, clock: SlaClock, at: Date): SlaClock {
  const [broken] = unrecordedBreaches(clock, at);
  if (broken !== undefined) return recordBreach(terms, clock, broken, at);
  const [endangered] = newWarnings(clock, at);
  if (endangered !== undefined) return recordWarning(terms, clock, endangered, at);
  const step = nextDueStep(terms, clock, at);
  if (step === null) throw new Error(`Expected a due action at ${at.toISOString()}, but found none.`);
  return recordStep(terms, clock, step.target);
}
