import { MS_PER_MINUTE } from '../time.js';
import { addWorkingMs } from './calendar/working-time.js';
import { warningShares, type SlaState, type SlaTarget, type SlaTerms } from './sla.js';

/* One target of a ticket's SLA clock: its cycle, its due times by the terms, and its breach. */

/**
 * A period in which a target is due:
 * from the start, or a reopening, until it is met or the ticket ends.
 */
export interface SlaCycle {
  readonly startedAt: Date;
  readonly targetMinutes: number;
  /** Working time used, that of earlier cycles included; while the clock runs, up to the clock's `since`. */
  readonly workedMs: number;
  /** Working time until the due time: the target, or the used time when a shorter target came. */
  readonly dueAfterMs: number;
  /** True once a warning of this cycle was given. */
  readonly isWarned: boolean;
  /** The number of warnings given, where a policy has several. Absent otherwise. */
  readonly warned?: number;
  /**
   * The longer targets that a change of priority, category or team has shortened, longest first.
   * Absent for none. They apply again when the change is undone.
   */
  readonly raisedFrom?: readonly RaisedTarget[];
}

/** A target that was in force before a shorter one. */
export interface RaisedTarget extends Pick<SlaCycle, 'targetMinutes' | 'dueAfterMs'> {
  readonly dueAt: Date;
}

/** A cycle that is over. */
export interface CompletedCycle extends Omit<SlaCycle, 'raisedFrom'> {
  readonly stoppedAt: Date;
  readonly dueAt: Date;
  /** True when it was over its time before it stopped. */
  readonly breached: boolean;
  /** True once the breach of this cycle was recorded. Only for the next response. */
  readonly isRecorded?: true;
}

/** One promise. Instants are absolute, and move only when the clock was paused or the target changes. */
export interface SlaMilestone {
  /** In a pause: the due time if the clock continued. */
  readonly dueAt: Date;
  readonly metAt: Date | null;
  /** The time when the breach was recorded; null until then. */
  readonly breachedAt: Date | null;
  /** The warning time; null if no warning is left. */
  readonly warnAt: Date | null;
  /** The number of completed escalation steps. */
  readonly stepsDone: number;
  /** The due time of the next escalation step; null if none is left. */
  readonly escalateAt: Date | null;
  /** Null once the target is met or the ticket is over. */
  readonly ongoing: SlaCycle | null;
  /** In order; of a ticket that is reopened time and again, the latest. */
  readonly completed: readonly CompletedCycle[];
  /** True for the next response: each cycle has a breach and escalation of its own. Absent otherwise. */
  readonly isRepeating?: true;
}

/** The promises of a ticket. One that the policy does not have has no cycles. */
export interface SlaClock {
  /** `name@version`. */
  readonly policy: string;
  readonly state: SlaState;
  /** While it runs: up to when the time used is counted. Else since when time does not count. */
  readonly since: Date;
  /** While the clock is paused and a response that is due is not: up to when its time is counted. Else absent. */
  readonly firstResponseSince?: Date;
  readonly firstResponse: SlaMilestone;
  /** Absent until it begins for the first time. */
  readonly nextResponse?: SlaMilestone;
  readonly resolution: SlaMilestone;
  /** The oldest public word of the requester that staff have not answered; absent for none. */
  readonly unansweredSince?: Date;
}

/** A target that a ticket does not have. */
export const NO_MILESTONE: SlaMilestone = {
  dueAt: new Date(0),
  metAt: null,
  breachedAt: null,
  warnAt: null,
  stepsDone: 0,
  escalateAt: null,
  ongoing: null,
  completed: [],
};

export function milestoneOf(clock: SlaClock, target: SlaTarget): SlaMilestone {
  return clock[target] ?? NO_MILESTONE;
}

/** True if the ticket has, or had, this target. */
export function hasTarget({ ongoing, completed }: SlaMilestone): boolean {
  return ongoing !== null || completed.length > 0;
}

/** Whether time counts for a promise, and since when it does not, or up to when it is counted. */
export type Pace = Pick<SlaClock, 'state' | 'since'>;

/** Returns the pace of a target: that of the clock, unless a response continues in a pause. */
export function paceOf(clock: SlaClock, target: SlaTarget): Pace {
  const { firstResponseSince } = clock;
  return target !== 'resolution' && firstResponseSince !== undefined
    ? { state: 'running', since: firstResponseSince }
    : clock;
}

/** A promise that begins at `at`, null for none; {@link schedule} works out its instants. */
export function newPromise(targetMinutes: number | null, at: Date): SlaMilestone {
  if (targetMinutes === null) return { ...NO_MILESTONE, dueAt: at };
  return {
    ...NO_MILESTONE,
    dueAt: at,
    ongoing: { startedAt: at, ...targetOf(targetMinutes, 0), workedMs: 0, isWarned: false },
  };
}

/** Returns a target, and the remaining working time when some is already used. */
export function targetOf(targetMinutes: number, workedMs: number) {
  return { targetMinutes, dueAfterMs: Math.max(Math.round(targetMinutes * MS_PER_MINUTE), workedMs) };
}

/** Computes the instants of a target from its clock. A missed target keeps its due time. */
export function schedule(
  { policy, calendar }: SlaTerms,
  pace: Pace,
  promise: SlaMilestone,
  wasMissed: boolean,
): SlaMilestone {
  const { ongoing, stepsDone, breachedAt } = promise;
  if (ongoing === null) return quiet(promise);
  const after = (ms: number) => addWorkingMs(calendar, pace.since, Math.max(0, ms - ongoing.workedMs));
  const dueAt = wasMissed ? promise.dueAt : after(ongoing.dueAfterMs);
  if (pace.state !== 'running') return quiet({ ...promise, dueAt });
  const share = wasMissed ? undefined : warningShares(policy)[warningsOf(ongoing)];
  const step = policy.escalation[stepsDone];
  const isStepAhead = step !== undefined && (breachedAt !== null || step.afterMinutes < 0);
  return {
    ...promise,
    dueAt,
    warnAt: share === undefined ? null : after(ongoing.targetMinutes * MS_PER_MINUTE * share),
    escalateAt: isStepAhead ? after(ongoing.dueAfterMs + step.afterMinutes * MS_PER_MINUTE) : null,
  };
}

/** Returns the number of warnings that were given in a cycle. */
export function warningsOf({ isWarned, warned }: Pick<SlaCycle, 'isWarned' | 'warned'>): number {
  return warned ?? (isWarned ? 1 : 0);
}

/** Returns the target without due actions. */
export function quiet(promise: SlaMilestone): SlaMilestone {
  return { ...promise, warnAt: null, escalateAt: null };
}

/**
 * Returns true if a target that is still due is breached at `at`:
 * from the due time, while its time counts.
 */
export function isBreachedAt(
  pace: Pace,
  promise: Pick<SlaMilestone, 'dueAt' | 'ongoing'>,
  at: Date,
): boolean {
  if (promise.ongoing === null) return false;
  return isPastDue(pace, promise, at) || (pace.state === 'running' && at >= promise.dueAt);
}

/** Returns true if an action at `at` is too late: after the due time, while its time counts. */
export function isPastDue(pace: Pace, { dueAt }: Pick<SlaMilestone, 'dueAt'>, at: Date): boolean {
  return dueAt < (pace.state === 'running' ? at : pace.since);
}

/**
 * Returns true if the target was breached, recorded or not; for a next response, if the current one was.
 * For a target that is still due, see {@link isBreachedAt}.
 */
export function hasBreached(promise: SlaMilestone): boolean {
  return promise.breachedAt !== null || (promise.isRepeating !== true && hasBreachedCycle(promise));
}

/** Returns true if any of its cycles was breached, recorded or not. */
export function hasEverBreached(promise: SlaMilestone): boolean {
  return promise.breachedAt !== null || hasBreachedCycle(promise);
}

function hasBreachedCycle({ completed }: SlaMilestone): boolean {
  return completed.some(({ breached }) => breached);
}

/** True for a promise that is met while its cycle is still to be completed. */
export function isAnswered({ metAt, ongoing }: SlaMilestone): boolean {
  return metAt !== null && ongoing !== null;
}

/** The clock with its promises changed. */
export function eachMilestone(
  clock: SlaClock,
  change: (promise: SlaMilestone, target: SlaTarget) => SlaMilestone,
): SlaClock {
  const { nextResponse } = clock;
  return {
    ...clock,
    firstResponse: change(clock.firstResponse, 'firstResponse'),
    ...(nextResponse === undefined ? {} : { nextResponse: change(nextResponse, 'nextResponse') }),
    resolution: change(clock.resolution, 'resolution'),
  };
}
